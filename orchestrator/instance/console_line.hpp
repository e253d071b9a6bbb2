// Lines of the game's console, as cfg files hold them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace left4me
{
/// The words of the statement at the front of what is left of a line, and takes it away; nullopt: there is
/// none any more. `;` separates statements, double quotes hold a word together, `//` begins a comment. One at
/// a time, since a game can write a line of half a million.
[[nodiscard]] std::optional<std::vector<std::string>> take_console_statement(std::string_view& line);
} // namespace left4me
