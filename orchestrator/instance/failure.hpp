// What a failed system call means to the caller.
#pragma once

#include "left4me/error.hpp"

#include <string>

namespace left4me
{
/// "cannot WHAT: reason". 73 where space, rights or a read-only disk stand in the way, 75 for what is
/// busy, 71 for anything else.
[[noreturn]] void fail_to_write(const std::string& what, int error);

/// "cannot WHAT: reason". 66 for what is missing or may not be read, 65 for what is of the wrong kind,
/// 75 for what is busy, 71 for anything else.
[[noreturn]] void fail_to_read(const std::string& what, int error);
} // namespace left4me
