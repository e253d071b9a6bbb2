// Whether this process is the main process of a server's unit.
#pragma once

#include <string>
#include <string_view>

namespace left4me
{
/// Whether /proc/self/cgroup's text puts the process directly into the system's unit `unit`: in the unified
/// hierarchy, or in systemd's own where controllers are of version 1. A user's service manager can have a
/// unit of any name; that is another unit.
[[nodiscard]] bool is_cgroup_of(std::string_view cgroup_text, std::string_view unit);

/// Whether systemd runs this process as left4me-server@NAME.service.
[[nodiscard]] bool in_own_unit(const std::string& name);
} // namespace left4me
