// The packets of A2S_INFO, without I/O. Inner header of this room.
#pragma once

#include "system/a2s.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace left4me
{
/// Four bytes that the server wants to see again, before it answers a sender who could be forged.
struct Challenge
{
    std::string bytes;
};

/// What a packet says; monostate when it is no answer to this query.
using InfoReply = std::variant<std::monostate, Challenge, ServerInfo>;

/// The query, with the server's challenge where it has given one.
[[nodiscard]] std::string info_query(std::string_view challenge = {});

/// Reads one packet of any bytes.
[[nodiscard]] InfoReply parse_info_reply(std::string_view packet);
} // namespace left4me
