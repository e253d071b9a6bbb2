// Everything that can be known about one server without privilege.
#pragma once

#include "commands/context.hpp"
#include "system/a2s.hpp"
#include "system/unit_state.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace left4me
{
struct InstanceStatus
{
    std::string name;
    UnitState unit;
    std::optional<std::uint16_t> port;              ///< instance.env's; nullopt when that is broken
    std::optional<bool> mounted;                    ///< nullopt when merged may not be looked at
    std::optional<std::vector<std::string>> layers; ///< topmost first; nullopt before the first start
    std::optional<std::uint64_t> upper_bytes;       ///< what the server changed
    std::optional<ServerInfo> info;                 ///< nullopt unless it runs and answers a query
};

/// In the order of `names`, with one question to systemd, and one to all running servers together, which
/// takes no longer than a third of a second. What cannot be read is nullopt; errors are those of
/// unit_states().
[[nodiscard]] std::vector<InstanceStatus> instance_statuses(const Context& context,
                                                            const std::vector<std::string>& names);
} // namespace left4me
