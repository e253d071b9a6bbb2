// An overlay that only the calling process and its children see: user and mount namespace of their own.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace left4me
{
struct PrivateOverlay
{
    std::vector<std::filesystem::path> lowers; ///< topmost first; never written
    std::filesystem::path directory;           ///< holds the directories upper, work and merged
};

/// Mounts it at merged. The caller keeps his uid and gid, loses his further groups, and has no way back.
/// Throws std::system_error: EPERM or ENOSPC where the host allows no user namespaces (user_namespaces(7)),
/// EINVAL where its overlayfs cannot be mounted in one (before Linux 5.11) or not on this file system.
void enter_private_overlay(const PrivateOverlay& overlay);

/// The setting that would allow it, as a command, where the host forbids user namespaces; empty where it does
/// not.
[[nodiscard]] std::string way_to_user_namespaces();

/// Whether a child of ours could enter it.
[[nodiscard]] bool can_enter_private_overlay(const PrivateOverlay& overlay);
} // namespace left4me
