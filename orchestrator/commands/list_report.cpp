#include "commands/list_report.hpp"

#include "commands/names.hpp"
#include "commands/server_state.hpp"

#include <nlohmann/json.hpp>

namespace left4me
{
namespace
{
using Json = nlohmann::ordered_json;

std::string overlays_text(const std::optional<std::vector<std::string>>& overlays)
{
    return overlays && !overlays->empty() ? joined(*overlays) : kNothing;
}
} // namespace

nlohmann::ordered_json list_json(const ListEntry& entry)
{
    const auto enabled = is_enabled(entry.unit);
    Json json;
    json["name"] = entry.name;
    json["port"] = entry.port ? Json(*entry.port) : Json(nullptr);
    json["overlays"] = entry.overlays ? Json(*entry.overlays) : Json(nullptr);
    json["state"] = word_of(state_of(entry.unit));
    json["enabled"] = enabled ? Json(*enabled) : Json(nullptr);
    return json;
}

Row list_headings()
{
    return {"NAME", "STATE", "PORT", "OVERLAYS"};
}

Row list_row(const ListEntry& entry)
{
    return {entry.name, state_text(entry.unit), entry.port ? std::to_string(*entry.port) : kNothing,
            overlays_text(entry.overlays)};
}
} // namespace left4me
