// What lies in the state root and belongs to no instance. Inner header of this room.
#pragma once

#include "doctor/finding.hpp"
#include "instance/state_root.hpp"

#include <optional>
#include <string>
#include <vector>

namespace left4me
{
/// Of what is in runtime and not in instances.
[[nodiscard]] std::vector<std::string> names_without_instance(const StateRoot& root);

/// A server whose instance was moved away while it ran: no command but delete finds it any more.
[[nodiscard]] std::optional<Finding> server_without_instance(const StateRoot& root, const std::string& name);

/// A directory in instances that can be none, since no instance may be called so.
[[nodiscard]] std::optional<Finding> illegal_name(const StateRoot& root);
} // namespace left4me
