// /proc/self/mountinfo: what is mounted where, for those who look. Inner header of this room.
#pragma once

#include "instance/directory.hpp"

#include <cstdint>
#include <string>

namespace left4me
{
/// A mount point in dir/name or on it, in the caller's mount namespace.
[[nodiscard]] std::optional<std::string> mount_point_below(const Directory& dir, const std::string& name);

struct Mount
{
    std::string root; ///< the directory of the file system that is mounted: "/" but for bind mounts
    std::string point;
    std::string type;
    std::string source;
};

/// The mount of that id (statx, STATX_MNT_ID); nullopt when the table has none.
[[nodiscard]] std::optional<Mount> mount_of_id(std::uint64_t id);
} // namespace left4me
