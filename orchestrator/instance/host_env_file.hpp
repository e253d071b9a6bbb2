// host.env at a path of the caller's choice. Inner header of this room.
#pragma once

#include "instance/host_env.hpp"

namespace left4me
{
/// Absent gives the defaults. UserError(Config) for a symlink, for what is no regular file, and for what is
/// not root's alone to write.
[[nodiscard]] HostEnv read_host_env_file(const std::string& path);
} // namespace left4me
