// Somebody on a server.
#pragma once

#include <optional>
#include <string>

namespace left4me
{
/// The texts are the player's and the server's: neutralise them before a terminal sees them. What a source
/// does not tell is nullopt.
struct Player
{
    std::string name;
    std::optional<std::string> steam_id; ///< "STEAM_1:0:4711"; none for a bot
    std::optional<unsigned> seconds;     ///< since he connected
    std::optional<unsigned> ping;        ///< milliseconds
    std::optional<unsigned> loss;        ///< percent
    std::optional<std::string> state;    ///< "active", "spawning", …
};
} // namespace left4me
