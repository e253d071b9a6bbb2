// A list of system calls, and death for all others (seccomp(2)).
#pragma once

#include <span>

namespace left4me
{
/// From now on any call that is not listed, and any of another architecture, kills the process with SIGSYS.
/// Needs no_new_privs. Throws 71.
void allow_only(std::span<const int> system_calls);
} // namespace left4me
