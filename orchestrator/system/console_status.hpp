// What a server's console prints for `status`.
#pragma once

#include "system/player.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace left4me
{
/// More than a query could count, and than a game has seats; what a hostile one lists is as long as it likes.
inline constexpr std::size_t kMostPlayers = 255;

struct ConsoleStatus
{
    std::optional<bool> hibernating;
    std::vector<Player> players; ///< bots among them, the first kMostPlayers
};

/// Reads any text; lines of another form are passed over.
[[nodiscard]] ConsoleStatus parse_console_status(std::string_view text);
} // namespace left4me
