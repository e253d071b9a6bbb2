// What a server's console prints for `status`.
#pragma once

#include "system/player.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace left4me
{
struct ConsoleStatus
{
    std::optional<bool> hibernating;
    std::vector<Player> players; ///< bots among them
};

/// Reads any text; lines of another form are passed over.
[[nodiscard]] ConsoleStatus parse_console_status(std::string_view text);
} // namespace left4me
