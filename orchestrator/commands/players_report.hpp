// How `l4d2ctl players` shows what it knows.
#pragma once

#include "commands/table.hpp"
#include "system/player.hpp"

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace left4me
{
struct PlayersReport
{
    std::string name;   ///< of the instance
    std::string source; ///< "rcon" or "a2s"
    std::optional<bool> hibernating;
    std::vector<Player> players;
};

/// The object of docs/schema/players.schema.json; unknown is null.
[[nodiscard]] nlohmann::ordered_json players_json(const PlayersReport& report);

[[nodiscard]] Row players_headings();
[[nodiscard]] Row players_row(const Player& player);
} // namespace left4me
