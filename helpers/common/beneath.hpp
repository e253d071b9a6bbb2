// Opening what a hostile owner laid out, without being led out of it (openat2(2), RESOLVE_BENEATH).
#pragma once

#include "common/fd.hpp"

#include <cstdint>
#include <string>

namespace left4me
{
/// Opens dir/path; nothing above `dir` is ever reached, and no magic link is followed. `resolve` adds further
/// RESOLVE_ flags. `act` names the object in the failure, without the owner's bytes.
/// Empty when it does not exist. Throws 65 for a symlink, mount point or kind of file that is not allowed
/// there, 66 for what the owner may not open, 75 for what is leased or being renamed, 71 for anything else.
Fd find_beneath(const Fd& dir, const std::string& path, int flags, std::uint64_t resolve,
                const std::string& act);

/// As find_beneath, but what does not exist is 66.
Fd open_beneath(const Fd& dir, const std::string& path, int flags, std::uint64_t resolve,
                const std::string& act);
} // namespace left4me
