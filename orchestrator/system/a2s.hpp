// Valve's server queries A2S_INFO and A2S_PLAYER, https://developer.valvesoftware.com/wiki/Server_queries.
#pragma once

#include "system/player.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace left4me
{
/// The texts are the server's: neutralise them before a terminal sees them.
struct ServerInfo
{
    std::string name;
    std::string map;
    unsigned players = 0; ///< bots among them
    unsigned max_players = 0;
    unsigned bots = 0;
};

/// Asks the server on 127.0.0.1. nullopt when nothing that makes sense came within `timeout`; at once when
/// nothing listens, so who asks in a loop pauses. Throws std::system_error when no query can be sent.
[[nodiscard]] std::optional<ServerInfo> query_info(std::uint16_t port, std::chrono::milliseconds timeout);

/// Asks them all at once, so that it takes `timeout` at most, however many are silent. In the order of
/// `ports`; nullopt also for those that no query can be sent to.
[[nodiscard]] std::vector<std::optional<ServerInfo>> query_infos(const std::vector<std::uint16_t>& ports,
                                                                 std::chrono::milliseconds timeout);

/// Names and seconds; otherwise as query_info().
[[nodiscard]] std::optional<std::vector<Player>> query_players(std::uint16_t port,
                                                               std::chrono::milliseconds timeout);
} // namespace left4me
