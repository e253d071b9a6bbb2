// L4D2_LOWERDIRS, the line of instance.env in which the earlier tool named the layers. Inner header of this
// room.
#pragma once

#include "instance/state_root.hpp"
#include "spec/spec.hpp"

namespace left4me
{
[[nodiscard]] bool has_lower_dirs(std::string_view env_text);

/// The overlays that the line names, topmost first, with their places. Throws UserError(DataErr) with the
/// place, unless there is one such line, and in it directories below overlays/ and, last, the installation.
[[nodiscard]] std::vector<SpecOverlay> overlays_of_lower_dirs(const StateRoot& root, std::string_view name,
                                                              std::string_view env_text);

/// Where the value of L4D2_PORT stands, in a text that has one.
[[nodiscard]] Mark place_of_port(std::string_view env_text);
} // namespace left4me
