// Text from strangers, for a terminal.
#pragma once

#include <string>
#include <string_view>

namespace left4me
{
/// `text` with everything that could steer a terminal as \xNN: U+0000 to U+001F save newline and tab,
/// U+007F to U+009F, and bytes that are not UTF-8, which some terminals take for C1 controls.
[[nodiscard]] std::string for_terminal(std::string_view text);
} // namespace left4me
