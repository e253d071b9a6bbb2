// Lines of the game's console, as cfg files hold them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace left4me
{
/// The statements of a line, which `;` separates, each as its words; double quotes hold a word together, `//`
/// begins a comment. Empty statements are left out.
[[nodiscard]] std::vector<std::vector<std::string>> console_statements(std::string_view line);
} // namespace left4me
