// How a root helper is called. Inner header of this room.
#pragma once

#include "system/process.hpp"

#include <string>

#include <unistd.h>

namespace left4me
{
/// `sudo -n HELPER WORDS…`, without sudo when the caller is root. A helper that is missing or may not be
/// executed is UserError(Unavailable): sudo would call it "command not found" and fail with its own 1.
[[nodiscard]] Argv helper_call(const std::string& helper, const Argv& words, uid_t caller = ::geteuid());
} // namespace left4me
