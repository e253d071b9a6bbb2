// What YAML takes for a comment. Inner header of this room.
#pragma once

#include "spec/yaml_tree.hpp"

#include <string_view>
#include <vector>

namespace left4me
{
[[nodiscard]] std::vector<std::string_view> lines_of(std::string_view text);

/// Whether what hardly is a comment has cut the scalar short, such as "hostname My #1 server" without quotes:
/// its '#' is the next word's. `lines` are those of the whole document.
[[nodiscard]] bool is_cut_by_comment(const YamlNode& scalar, const std::vector<std::string_view>& lines);
} // namespace left4me
