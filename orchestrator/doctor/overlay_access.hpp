// Overlays that the service user cannot enter. Inner header of this room.
#pragma once

#include "instance/state_root.hpp"
#include "spec/spec.hpp"

#include <optional>
#include <string>

namespace left4me
{
/// The command that opens the first of the spec's overlays that the caller may not enter; nullopt: there is
/// none, or none that lies in overlays itself. Whoever owns the state root chooses its names and can move
/// them about at any time, so the command runs as the directory's owner, and where that is another user, it
/// is l4d2ctl's own (opening.hpp), for the very directory that was looked at.
[[nodiscard]] std::optional<std::string> command_to_open(const StateRoot& root, const Spec& spec);
} // namespace left4me
