#include "commands/players_report.hpp"

#include "commands/size_text.hpp"

#include <nlohmann/json.hpp>

namespace left4me
{
namespace
{
template <typename Value>
nlohmann::ordered_json known_or_null(const std::optional<Value>& value)
{
    return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json(nullptr);
}

template <typename Value, typename Text>
std::string known_or_dash(const std::optional<Value>& value, Text text)
{
    return value ? text(*value) : std::string("-");
}
} // namespace

nlohmann::ordered_json players_json(const PlayersReport& report)
{
    nlohmann::ordered_json json;
    json["name"] = report.name;
    json["source"] = report.source;
    json["hibernating"] = known_or_null(report.hibernating);
    json["players"] = nlohmann::ordered_json::array();
    for (const Player& player : report.players)
    {
        nlohmann::ordered_json one;
        one["name"] = player.name;
        one["steam_id"] = known_or_null(player.steam_id);
        one["seconds"] = known_or_null(player.seconds);
        one["ping"] = known_or_null(player.ping);
        one["loss"] = known_or_null(player.loss);
        one["state"] = known_or_null(player.state);
        json["players"].push_back(std::move(one));
    }
    return json;
}

Row players_headings()
{
    return {"NAME", "STEAM ID", "CONNECTED", "PING", "LOSS", "STATE"};
}

Row players_row(const Player& player)
{
    const auto as_is = [](const std::string& text) { return text; };
    const auto number = [](unsigned value) { return std::to_string(value); };
    return {player.name,
            known_or_dash(player.steam_id, as_is),
            known_or_dash(player.seconds, [](unsigned seconds) { return seconds_text(seconds); }),
            known_or_dash(player.ping, number),
            known_or_dash(player.loss, number),
            known_or_dash(player.state, as_is)};
}
} // namespace left4me
