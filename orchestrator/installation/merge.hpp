// One tree out of two, as overlayfs shows them, without a second copy of what is in them already. Inner
// header of this room.
#pragma once

#include <filesystem>
#include <optional>

namespace left4me
{
enum class How
{
    Link,  ///< hard links; a file that may not be linked is copied
    Clone, ///< ioctl_ficlone(2): shared until one side is written
    Copy,
};

/// Makes the directory `to` of what is in `lower` and, over it, in `upper`, whose whiteouts and opaque
/// directories are those of a mount with userxattr. Modes and times of files are kept.
/// Throws UserError(CantCreat) when the disk is full, OsErr and others with the path that cannot be made.
void merge_trees(const std::filesystem::path& lower, const std::optional<std::filesystem::path>& upper,
                 const std::filesystem::path& to, How how);

/// Whether files of `from` can be cloned into the directory `to`; false where it has no file.
[[nodiscard]] bool can_clone(const std::filesystem::path& from, const std::filesystem::path& to);

/// Whether each file and directory has the caller's uid and gid.
[[nodiscard]] bool all_is_the_callers(const std::filesystem::path& tree);

/// Whether both hold the same files, by size, mode and time. steamapps/ does not count: Steam writes there
/// when it only looks.
[[nodiscard]] bool hold_the_same(const std::filesystem::path& one, const std::filesystem::path& other);
} // namespace left4me
