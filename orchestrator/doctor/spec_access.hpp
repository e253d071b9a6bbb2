// Commands for the spec of an instance. Inner header of this room.
#pragma once

#include "instance/state_root.hpp"

#include <functional>
#include <optional>
#include <string>

namespace left4me
{
/// Derives all else from the stored spec anew.
[[nodiscard]] std::string command_with_spec(const StateRoot& root, const std::string& name);

[[nodiscard]] std::string command_to_edit(const StateRoot& root, const std::string& name);

/// For a spec that the service user may not read. One of root's it gets by give_back_spec(); another's is put
/// aside, since a command of root's could be led to what is not there.
[[nodiscard]] std::string command_to_give_back(const StateRoot& root, const std::string& name);

/// The name in "../instances/NAME/spec.yaml", a path below overlays that is no overlay's.
[[nodiscard]] std::optional<std::string> instance_of_spec(const std::string& path);

/// Makes the service user the owner of that instance's spec, where it is the regular file of root's that has
/// this `identity` (opening.hpp) and no other name. `confirm` as for open_to_all(). Throws UserError:
/// NoInput, NoPerm.
void give_back_spec(const StateRoot& root, const std::string& name, const std::string& identity,
                    const std::function<void(const std::string& question)>& confirm);
} // namespace left4me
