// Opening what others built without being led out of a directory. Inner header of this room.
#pragma once

#include "left4me/fd.hpp"

#include <string>

namespace left4me
{
/// openat2 with RESOLVE_BENEATH: relative symlinks are followed while they stay below `dir`; what leads
/// out of it is EXDEV. On failure the descriptor is empty and errno says why.
[[nodiscard]] Fd open_beneath(const Fd& dir, const std::string& path, int flags);

/// openat2 that follows no symlink and enters no other mount (EXDEV).
[[nodiscard]] Fd open_on_same_mount(const Fd& dir, const std::string& name, int flags);
} // namespace left4me
