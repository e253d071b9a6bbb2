// instances/NAME/layers: written by left4me, read as hostile input.
#pragma once

#include "overlay/state_root.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace left4me
{
inline constexpr std::size_t kMostLayers = 500; // overlayfs's own limit

/// Paths below the state root, topmost first, the installation last; nullopt for a text of any other form.
[[nodiscard]] std::optional<std::vector<std::string>> parse_layers(std::string_view text);

/// Opens each layer of the instance with its owner's own rights. Throws 65 for an illegal file or layer, 66
/// for a missing one; names a layer by its line, never by the bytes in it.
[[nodiscard]] std::vector<Fd> open_layers(const StateRoot& root, const std::string& instance);
} // namespace left4me
