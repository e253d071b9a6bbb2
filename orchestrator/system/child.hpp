// One child process with its pipes. Inner header of this room.
#pragma once

#include "left4me/fd.hpp"
#include "system/process.hpp"

#include <chrono>
#include <functional>
#include <string>

#include <sys/types.h>

namespace left4me
{
struct Pipe
{
    Fd ours;
    Fd childs;
};

/// Lives at most as long as this object. Made while EndingSignals lives, or its status may be lost.
class Child
{
public:
    explicit Child(const Argv& argv);
    /// A fork of this process that does `body` and ends with the status that it returns; what `body` throws
    /// is said on its stderr, and its status is 71.
    explicit Child(const std::function<int()>& body);
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    Child(Child&&) = delete;
    Child& operator=(Child&&) = delete;
    /// SIGTERM, 2 s, its pipes closed, SIGKILL, 2 s: sudo may not be killed by us, but its command notices
    /// that nobody reads any more.
    ~Child();

    /// The ends that we read, without blocking.
    [[nodiscard]] const Fd& out() const { return out_; }
    [[nodiscard]] const Fd& err() const { return err_; }
    /// Readable when it has ended.
    [[nodiscard]] const Fd& ended() const { return ended_; }
    /// The exit status of a child that has ended; 128 + N where signal N ended it.
    [[nodiscard]] int reap();

private:
    void watch(pid_t pid, Pipe& out, Pipe& err);
    void await_end(std::chrono::milliseconds patience) const;

    Fd out_;
    Fd err_;
    Fd ended_;
    pid_t pid_ = -1; // -1 once it is reaped
};

/// "cannot execute PROGRAM: reason": UserError(Unavailable) where the program is to blame, otherwise
/// std::system_error.
[[noreturn]] void fail_to_execute(const std::string& program, int error);
} // namespace left4me
