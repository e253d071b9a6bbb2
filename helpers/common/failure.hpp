// The one error idiom of the helpers: syscalls throw a Failure, run() reports it.
#pragma once

#include "common/exit.hpp"

#include <string>

namespace left4me
{
struct Failure
{
    Exit exit;
    std::string sentence; // "cannot VERB OBJECT: REASON"; holds no bytes of the caller's that were refused
};

/// Throws Failure{exit, "cannot ACT: REASON"}.
[[noreturn]] void fail(Exit exit, const std::string& act, const std::string& reason);

/// Throws for `error` (an errno value) with the exit code that suits it: 75 for what passes by itself,
/// 73 for a full or read-only disk, 71 for everything else.
[[noreturn]] void fail_with_errno(int error, const std::string& act);

/// Passes a syscall's result through, or throws for errno when it is negative.
long check(long result, const char* act);
long check(long result, const std::string& act);
} // namespace left4me
