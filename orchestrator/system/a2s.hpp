// Valve's server query A2S_INFO, https://developer.valvesoftware.com/wiki/Server_queries.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

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
} // namespace left4me
