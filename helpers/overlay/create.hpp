// The kernel's three ways to make an overlay of descriptors.
#pragma once

#include "overlay/runtime.hpp"

#include <string>
#include <vector>

namespace left4me
{
/// Mounts the overlay on runtime.merged, nosuid and nodev. Needs raised capabilities. Returns 0, or the errno
/// with which the kernel refused to make it: EBUSY for an upper or work in use, ESTALE for one bound to other
/// layers, ELOOP for layers one inside another. Throws 71 for anything else that fails. Source:
/// Documentation/filesystems/overlayfs.rst, fsopen(2), move_mount(2), mount(2).
[[nodiscard]] int attach_overlay(const std::string& source, const std::vector<Fd>& layers,
                                 const Runtime& runtime);

/// Whether an overlay of this upper or work lives, in whatever namespace: the kernel refuses another (EBUSY),
/// or there is no telling. One that it makes, of `lower`, is gone again. Needs raised capabilities.
/// Throws 71.
[[nodiscard]] bool is_alive(const Fd& upper, const Fd& work, const Fd& lower);
} // namespace left4me
