// Text that others wrote: what it may hold, and how a message may show it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace left4me
{
/// Strict UTF-8: no overlong form, no surrogate, nothing above U+10FFFF.
[[nodiscard]] bool is_utf8(std::string_view text);

/// The first byte that starts no UTF-8 character; text.size() when there is none.
[[nodiscard]] std::size_t first_invalid_utf8(std::string_view text);

/// U+0000 to U+001F and U+007F to U+009F. `text` is UTF-8.
[[nodiscard]] bool has_control_character(std::string_view text);

/// `text` in double quotes, control characters and broken UTF-8 as \xNN, cut after some 80 bytes:
/// what a terminal or a log shows can never be steered by it.
[[nodiscard]] std::string shown(std::string_view text);

/// As shown(), but whole and without quotes: for the names of files.
[[nodiscard]] std::string printable(std::string_view text);

/// The words between spaces and tabs.
[[nodiscard]] std::vector<std::string> split_words(std::string_view text);
} // namespace left4me
