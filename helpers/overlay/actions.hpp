// The two things that the helper does.
#pragma once

#include "common/fd.hpp"
#include "overlay/state_root.hpp"

#include <string>

namespace left4me
{
// `lock` is the instance's.

/// Mounts the instance's overlay; does nothing when exactly this mount is there already. Throws 65, 66, 71,
/// 73, 75.
void mount_instance(const StateRoot& root, const std::string& instance, const Fd& lock);

/// Unmounts the instance's overlay and removes what overlayfs left in work; nothing mounted is success.
/// Throws 65, 71, 75.
void umount_instance(const StateRoot& root, const std::string& instance, const Fd& lock);
} // namespace left4me
