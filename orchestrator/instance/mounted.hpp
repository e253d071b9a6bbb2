// What can be seen of an instance's mount and of its private directory without privilege.
#pragma once

#include "instance/state_root.hpp"
#include "system/time_limit.hpp"

#include <cstdint>

namespace left4me
{
/// Whether merged is the root of a mount in the caller's namespace (statx, STATX_ATTR_MOUNT_ROOT).
[[nodiscard]] bool is_mounted(const StateRoot& root, std::string_view name);

/// The same; nullopt where the caller may not see it.
[[nodiscard]] std::optional<bool> mounted_as_far_as_known(const StateRoot& root, std::string_view name);

/// Throws UserError(NoPerm) unless merged is an overlay that the root helper mounted for this instance:
/// a mount of the whole overlay, with the source "left4me/NAME@…". systemd follows symlinks in BindPaths=,
/// so inside the unit this is what shows that the right directory was bound.
void require_own_mount(const StateRoot& root, std::string_view name);

/// Throws UserError(TempFail), naming it, where something is mounted on merged that the root helper did not
/// mount for this instance.
void require_no_foreign_mount(const StateRoot& root, std::string_view name);

/// Bytes allocated below upper (st_blocks); nullopt when there is no upper, it cannot be read, or they are
/// not counted within the limit.
[[nodiscard]] std::optional<std::uint64_t> upper_bytes(const StateRoot& root, std::string_view name,
                                                       const TimeLimit& limit);
} // namespace left4me
