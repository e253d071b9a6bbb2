// One item of a spec's overlays. Inner header of this room.
#pragma once

#include "spec/spec.hpp"
#include "spec/yaml_tree.hpp"

namespace left4me
{
/// A plain ref, or a map with path, alias and exec.
[[nodiscard]] SpecOverlay read_overlay(const YamlNode& node, const std::string& file);

/// The text of a scalar; UserError that begins with `what` for anything else.
[[nodiscard]] const std::string& string_of(const YamlNode& node, std::string_view what,
                                           const std::string& file);
} // namespace left4me
