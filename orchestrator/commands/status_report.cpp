#include "commands/status_report.hpp"

#include "commands/server_state.hpp"
#include "commands/size_text.hpp"

#include <array>

#include <nlohmann/json.hpp>

namespace left4me
{
namespace
{
using Json = nlohmann::ordered_json;

template <typename Value>
Json or_null(const std::optional<Value>& value)
{
    return value ? Json(*value) : Json(nullptr);
}

template <typename Value>
std::optional<Value> when(bool condition, const std::optional<Value>& value)
{
    return condition ? value : std::nullopt;
}

bool is_running(const InstanceStatus& status)
{
    return state_of(status.unit) == ServerState::Running;
}

std::optional<std::time_t> started(const InstanceStatus& status)
{
    return when(is_running(status), status.unit.started);
}

std::string size_text(const std::optional<std::uint64_t>& bytes)
{
    return bytes ? bytes_text(*bytes) : kNothing;
}

std::string boot_text(const std::optional<bool>& enabled)
{
    return !enabled ? kNothing : *enabled ? "yes" : "no";
}
} // namespace

std::string players_text(const std::optional<ServerInfo>& info)
{
    return info ? std::to_string(info->players) + "/" + std::to_string(info->max_players) : kNothing;
}

std::string map_text(const std::optional<ServerInfo>& info)
{
    constexpr std::size_t kLongestMap = 32; // what a server claims shall not push the other columns away
    return info && !info->map.empty() ? info->map.substr(0, kLongestMap) : kNothing;
}

std::string memory_text(const InstanceStatus& status)
{
    return size_text(when(is_running(status), status.unit.memory_bytes));
}

std::string changed_text(const InstanceStatus& status)
{
    return size_text(status.upper_bytes);
}

std::string utc(std::time_t time)
{
    std::tm parts{};
    ::gmtime_r(&time, &parts);
    std::array<char, 64> text{};
    const std::size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return {text.data(), length};
}

nlohmann::ordered_json status_json(const InstanceStatus& status)
{
    const UnitState& unit = status.unit;
    const bool running = is_running(status);
    Json json;
    json["name"] = status.name;
    json["unit"] = unit.unit;
    json["state"] = word_of(state_of(unit));
    json["active_state"] = or_null(unit.active_state);
    json["sub_state"] = or_null(unit.sub_state);
    json["result"] = or_null(unit.result);
    json["enabled"] = or_null(is_enabled(unit));
    json["main_pid"] = or_null(when(running, unit.main_pid));
    const auto since = started(status);
    json["started_at"] = since ? Json(utc(*since)) : Json(nullptr);
    json["restarts"] = or_null(unit.restarts);
    json["exit_status"] = or_null(exit_status_of(unit));
    json["port"] = or_null(status.port);
    json["mounted"] = or_null(status.mounted);
    json["layers"] = or_null(status.layers);
    json["memory_bytes"] = or_null(when(running, unit.memory_bytes));
    json["upper_bytes"] = or_null(status.upper_bytes);
    const auto& info = status.info;
    json["players"] = info ? Json(info->players) : Json(nullptr);
    json["max_players"] = info ? Json(info->max_players) : Json(nullptr);
    json["map"] = info ? Json(info->map) : Json(nullptr);
    json["hostname"] = info ? Json(info->name) : Json(nullptr);
    return json;
}

Row status_headings()
{
    return {"NAME", "STATE",   "PORT",     "PLAYERS", "MAP",    "BOOT",
            "PID",  "STARTED", "RESTARTS", "MEMORY",  "CHANGED"};
}

Row status_row(const InstanceStatus& status, std::time_t now)
{
    const UnitState& unit = status.unit;
    const bool running = is_running(status);
    const auto since = started(status);
    const auto number = [](const auto& value) { return value ? std::to_string(*value) : kNothing; };
    return {status.name,
            state_text(unit),
            number(status.port),
            players_text(status.info),
            map_text(status.info),
            boot_text(is_enabled(unit)),
            number(when(running, unit.main_pid)),
            since ? ago_text(*since, now) : kNothing,
            number(unit.restarts),
            memory_text(status),
            changed_text(status)};
}

std::string json_line(const nlohmann::ordered_json& json)
{
    // In ASCII: a player's name, or a server's, must not steer the terminal of who looks at it.
    return json.dump(-1, ' ', true, Json::error_handler_t::replace) + "\n";
}
} // namespace left4me
