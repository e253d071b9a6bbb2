// Mounts that root makes by hand: what the helper finds, and did not make.
#pragma once

#include <filesystem>
#include <string>

namespace left4me::test
{
/// Mounts an empty tmpfs that holds one file, "foreign". `flags` are mount(2)'s.
void mount_tmpfs(const std::filesystem::path& point, unsigned long flags = 0);

/// Makes a directory a mount of its own with these flags, and no others.
void bind_with(const std::filesystem::path& point, unsigned long flags);

void bind(const std::filesystem::path& source, const std::filesystem::path& point);

/// Mounts an overlay with all of root's capabilities. `options` are mount(8)'s: lowerdir=…,upperdir=…
void mount_overlay(const std::filesystem::path& point, const std::string& source, const std::string& options);

void unmount(const std::filesystem::path& point);

/// Takes the mount out of the tree while whoever is in it stays there: umount --lazy.
void detach(const std::filesystem::path& point);
} // namespace left4me::test
