// The packets of A2S_INFO and A2S_PLAYER, without I/O. Inner header of this room.
#pragma once

#include "system/a2s.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace left4me
{
/// Four bytes that the server wants to see again, before it answers a sender who could be forged.
struct Challenge
{
    std::string bytes;
};

/// What a packet says; monostate when it is no answer to this query.
template <typename Answer>
using A2sReply = std::variant<std::monostate, Challenge, Answer>;
using InfoReply = A2sReply<ServerInfo>;
using PlayersReply = A2sReply<std::vector<Player>>;

/// The queries, with the server's challenge where it has given one.
[[nodiscard]] std::string info_query(std::string_view challenge = {});
[[nodiscard]] std::string players_query(std::string_view challenge = {});

/// Read one packet of any bytes. Of players, those that are whole.
[[nodiscard]] InfoReply parse_info_reply(std::string_view packet);
[[nodiscard]] PlayersReply parse_players_reply(std::string_view packet);
} // namespace left4me
