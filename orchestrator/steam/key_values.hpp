// Valve's KeyValues text, as in appmanifest_222860.acf:
// https://developer.valvesoftware.com/wiki/KeyValues
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace left4me
{
/// A key with a text, or with further keys.
struct KeyValue
{
    std::string key;
    std::string text;               ///< empty where there are children
    std::vector<KeyValue> children; ///< in the order of the file
};

/// nullopt for text of another form: unbalanced braces, words without quotes, nesting beyond 32.
[[nodiscard]] std::optional<std::vector<KeyValue>> parse_key_values(std::string_view text);

/// The text at the end of a path of keys, the first of each name; case does not count in keys.
[[nodiscard]] std::optional<std::string> find_text(const std::vector<KeyValue>& tree,
                                                   std::initializer_list<std::string_view> path);
} // namespace left4me
