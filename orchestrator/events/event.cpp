#include "events/event.hpp"

#include "commands/server_state.hpp"
#include "commands/status_report.hpp"
#include "system/terminal_text.hpp"

#include <nlohmann/json.hpp>

namespace left4me
{
namespace
{
using Json = nlohmann::ordered_json;
using std::chrono::milliseconds;

template <typename Value>
Json value_or_null(const std::optional<Value>& value)
{
    return value ? Json(*value) : Json(nullptr);
}

/// RFC 3339 in UTC, with milliseconds.
std::string precise_utc(std::chrono::system_clock::time_point time)
{
    const auto since = std::chrono::duration_cast<milliseconds>(time.time_since_epoch()).count();
    const std::string whole = utc(since / milliseconds::period::den);
    const std::string part = std::to_string(milliseconds::period::den + since % milliseconds::period::den);
    return whole.substr(0, whole.size() - 1) + "." + part.substr(1) + "Z";
}

std::string why(const UnitState& unit)
{
    const ServerState state = state_of(unit);
    std::string text;
    if (awaits_restart(unit))
    {
        text = "it ended and is started again";
    }
    else if (state == ServerState::Running && unit.main_pid)
    {
        text = "pid " + std::to_string(*unit.main_pid);
    }
    const bool failed = unit.result && *unit.result != "success" && state != ServerState::Running;
    if (failed)
    {
        text += (text.empty() ? "" : ", ") + for_terminal(*unit.result);
    }
    return text.empty() ? text : " (" + text + ")";
}
} // namespace

std::string event_json(const Event& event)
{
    const UnitState& unit = event.unit;
    const bool running = state_of(unit) == ServerState::Running;
    Json json;
    json["time"] = precise_utc(event.time);
    json["name"] = event.name;
    json["initial"] = event.initial;
    json["state"] = word_of(state_of(unit));
    json["active_state"] = value_or_null(unit.active_state);
    json["sub_state"] = value_or_null(unit.sub_state);
    json["result"] = value_or_null(unit.result);
    json["main_pid"] = value_or_null(running ? unit.main_pid : std::nullopt);
    json["restarts"] = value_or_null(unit.restarts);
    json["exit_status"] = value_or_null(exit_status_of(unit));
    return json_line(json);
}

std::string event_text(const Event& event)
{
    return precise_utc(event.time) + " " + event.name + " " + word_of(state_of(event.unit)) +
           why(event.unit) + "\n";
}
} // namespace left4me
