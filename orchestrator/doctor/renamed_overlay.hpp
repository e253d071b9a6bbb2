// Overlays that somebody has renamed. Inner header of this room.
#pragma once

#include "instance/state_root.hpp"
#include "spec/spec.hpp"

#include <optional>
#include <string>

namespace left4me
{
/// The command that gives the first missing overlay of the spec its name back (renamed_overlay()). nullopt:
/// none is missing, nobody knows which one it was, or a spec names that one.
[[nodiscard]] std::optional<std::string> command_to_rename_back(const StateRoot& root, const Spec& spec);
} // namespace left4me
