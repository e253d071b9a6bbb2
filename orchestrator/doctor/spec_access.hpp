// Commands for the spec of an instance. Inner header of this room.
#pragma once

#include "instance/state_root.hpp"

#include <optional>
#include <string>

namespace left4me
{
/// Derives all else from the stored spec anew.
[[nodiscard]] std::string command_with_spec(const StateRoot& root, const std::string& name);

[[nodiscard]] std::string command_to_edit(const StateRoot& root, const std::string& name);

/// For a spec that the service user may not read: give_back() where it can, or putting it aside.
[[nodiscard]] std::string command_to_have_spec(const StateRoot& root, const std::string& name);

/// The name in "instances/NAME/spec.yaml".
[[nodiscard]] std::optional<std::string> instance_of_spec(const std::string& path);
} // namespace left4me
