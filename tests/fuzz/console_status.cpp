// What a server's console answers to `status`, with names that its players chose.
#include "system/console_status.hpp"

#include "target.hpp"

#include <algorithm>

namespace left4me::fuzz
{
void try_input(std::string_view input)
{
    const ConsoleStatus status = parse_console_status(input);
    const auto lines = static_cast<std::size_t>(std::count(input.begin(), input.end(), '\n')) + 1;
    require(status.players.size() <= lines, "a player is a line");
    for (const Player& player : status.players)
    {
        require(player.name.find('\n') == std::string::npos, "a name is on one line");
        require(input.find('"' + player.name + '"') != std::string_view::npos, "a name stands in quotes");
        require(!player.steam_id || input.find(*player.steam_id) != std::string_view::npos,
                "an id is the server's");
        require(!player.ping || player.steam_id, "who has a ping has an id");
    }
}
} // namespace left4me::fuzz
