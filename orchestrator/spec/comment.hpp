// What YAML takes for a comment. Inner header of this room.
#pragma once

#include "spec/yaml_tree.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace left4me
{
[[nodiscard]] std::vector<std::string_view> lines_of(std::string_view text);

/// The scalar and what follows, where what hardly is a comment has cut it short, such as "hostname My #1
/// server" without quotes: its '#' is the next word's. `lines` are those of the whole document.
[[nodiscard]] std::optional<std::string> whole_of_cut(const YamlNode& scalar,
                                                      const std::vector<std::string_view>& lines);
} // namespace left4me
