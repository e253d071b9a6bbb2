// The text of a layers file, without I/O. Inner header of this room.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace left4me
{
/// "installation", or "installations/GENERATION".
[[nodiscard]] bool is_installation_layer(std::string_view layer);

/// A line for each layer.
[[nodiscard]] std::string format_layers(const std::vector<std::string>& layers);

/// nullopt for a text that the root helper would refuse.
[[nodiscard]] std::optional<std::vector<std::string>> parse_layers(std::string_view text);
} // namespace left4me
