// Telling our own mount from any other, in constant time.
#pragma once

#include "overlay/runtime.hpp"

#include <string>
#include <vector>

namespace left4me
{
/// What the instance's mount is made of, as text: its name, and a hash over device and inode of layers, upper
/// and work.
[[nodiscard]] std::string identity_of(const std::string& instance, const std::vector<Fd>& layers,
                                      const Runtime& runtime);

/// Notes it in an extended attribute of upper that only root can set, before the mount: it then shows through
/// the mount, and through no other. Needs CAP_SYS_ADMIN. Throws 71 or 73.
void write_identity(const Runtime& runtime, const std::string& identity);

/// Whether a directory is, or was when the machine stopped, the upper of a mounted instance. Needs
/// CAP_SYS_ADMIN.
[[nodiscard]] bool has_identity(const Fd& dir);

/// Needs CAP_SYS_ADMIN.
void remove_identity(const Fd& upper);

/// Whether something is mounted on this very directory.
[[nodiscard]] bool is_mount_root(const Fd& dir);

/// The identity that shows through an overlay; empty for any other file system. Needs CAP_SYS_ADMIN.
[[nodiscard]] std::string read_identity(const Fd& mounted);

/// Whether an identity is one of this instance's, whatever its layers.
[[nodiscard]] bool is_identity_of(const std::string& identity, const std::string& instance);
} // namespace left4me
