// Looking at paths that somebody else may have had a hand in.
#pragma once

#include "left4me/fd.hpp"

#include <filesystem>

namespace left4me
{
/// openat2(2) that follows symlinks, but none of /proc's own (RESOLVE_NO_MAGICLINKS, ELOOP): those lead into
/// mounts of another user's, who need not let them answer, and then no signal ends the one that looks. On
/// failure the descriptor is empty and errno says why.
[[nodiscard]] Fd open_place(const std::filesystem::path& path, int flags);

/// Whether there is anything that open_place() finds.
[[nodiscard]] bool can_reach(const std::filesystem::path& path);
} // namespace left4me
