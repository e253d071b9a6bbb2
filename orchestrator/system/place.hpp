// Looking at paths that somebody else may have had a hand in.
#pragma once

#include "left4me/fd.hpp"

#include <filesystem>
#include <optional>

#include <sys/stat.h>

namespace left4me
{
/// From now on root's open_place() follows no symlink at all below root/instances and root/runtime, and none
/// that leads out of root/overlays and root/installations, as the overlay helper does not: their owner could
/// lead him to directories that are not the owner's.
void follow_no_links_below(const std::filesystem::path& root);

/// openat2(2) that follows symlinks, but none of /proc's own (RESOLVE_NO_MAGICLINKS, ELOOP): those lead into
/// mounts of another user's, who need not let them answer, and then no signal ends the one that looks. On
/// failure the descriptor is empty and errno says why.
[[nodiscard]] Fd open_place(const std::filesystem::path& path, int flags);

/// Type, owner, device, inode and mount as the kernel knows them, without asking the file system: that may be
/// somebody's FUSE, which need not answer.
[[nodiscard]] std::optional<struct statx> what_is_known_of(const Fd& place);

/// Whether there is anything that open_place() finds.
[[nodiscard]] bool can_reach(const std::filesystem::path& path);
} // namespace left4me
