// How `l4d2ctl status` shows what it knows.
#pragma once

#include "commands/instance_status.hpp"
#include "commands/table.hpp"

#include <ctime>

#include <nlohmann/json_fwd.hpp>

namespace left4me
{
/// The object of docs/schema/status.schema.json: keys never disappear, unknown is null.
[[nodiscard]] nlohmann::ordered_json status_json(const InstanceStatus& status);

[[nodiscard]] Row status_headings();
/// Since when it runs, as seen from `now`.
[[nodiscard]] Row status_row(const InstanceStatus& status, std::time_t now);

/// "3/8"
[[nodiscard]] std::string players_text(const std::optional<ServerInfo>& info);
[[nodiscard]] std::string map_text(const std::optional<ServerInfo>& info);

/// "700 MiB": of memory, while it runs, and of what the server changed.
[[nodiscard]] std::string memory_text(const InstanceStatus& status);
[[nodiscard]] std::string changed_text(const InstanceStatus& status);

/// RFC 3339 in UTC: 2026-11-23T08:15:30Z
[[nodiscard]] std::string utc(std::time_t time);

/// Compact, on one line with a newline at its end; broken UTF-8 is replaced rather than refused.
[[nodiscard]] std::string json_line(const nlohmann::ordered_json& json);
} // namespace left4me
