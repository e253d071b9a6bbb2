// Waiting for signals together with descriptors. Inner header of this room.
#pragma once

#include "left4me/fd.hpp"

#include <csignal>

namespace left4me
{
/// While it lives, SIGINT, SIGTERM and SIGHUP wait to be asked for instead of ending this process, and
/// SIGPIPE is an EPIPE; afterwards everything is as before, and one that came too late to be asked for has
/// its usual effect. What the caller of l4d2ctl has ignored, such as nohup, stays ignored. May be nested.
/// Signals of other threads are theirs.
class EndingSignals
{
public:
    EndingSignals();
    EndingSignals(const EndingSignals&) = delete;
    EndingSignals& operator=(const EndingSignals&) = delete;
    EndingSignals(EndingSignals&&) = delete;
    EndingSignals& operator=(EndingSignals&&) = delete;
    ~EndingSignals();

    /// Readable when one has come.
    [[nodiscard]] const Fd& arrived() const { return arrived_; }
    /// Throws Interrupted when one has come.
    void throw_if_arrived() const;

private:
    sigset_t mask_before_{};
    struct sigaction child_before_ = {};
    bool children_are_reaped_ = false; // by the kernel, were it not for us
    Fd arrived_;
};

/// Takes back the SIGPIPE that goes with an EPIPE, while EndingSignals holds it.
void forget_sigpipe();
} // namespace left4me
