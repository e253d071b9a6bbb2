// One fault at one moment: the system call fails without being made, or the helper is killed before it.
#pragma once

#include "moment.hpp"
#include "process.hpp"

#include <string>
#include <string_view>

namespace left4me::test
{
struct Fault
{
    Moment moment;
    std::string effect; // in strace's words: error=ENOSPC, signal=SIGKILL
};

[[nodiscard]] std::string described(const Fault& fault);

/// The helper killed where it is about to make each of these calls.
[[nodiscard]] std::vector<Fault> kills_at(const std::vector<Moment>& moments);

/// Each of these calls failing once, with each error that the kernel could give; calls that cannot fail are
/// left out.
[[nodiscard]] std::vector<Fault> failures_of(const std::vector<Moment>& moments);

/// Runs `left4me-overlay VERB alpha` with this fault, from a mount namespace of its own. Throws when the
/// fault never struck.
[[nodiscard]] Outcome run_with(const Fault& fault, const std::string& verb);

/// Why the helper may do its work although this call failed; empty where it may not.
[[nodiscard]] std::string_view reason_to_go_on(const Moment& moment);
} // namespace left4me::test
