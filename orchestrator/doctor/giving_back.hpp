// What root has left among the service user's own. Inner header of this room.
#pragma once

#include "instance/state_root.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace left4me
{
/// `path` as l4d2ctl doctor --open takes it: "../" and one of the state root's own directories,
/// "instances/NAME", "instances/NAME/spec.yaml" or "runtime/NAME": below overlays it can be no overlay's.
/// nullopt: it is none of these.
[[nodiscard]] std::optional<std::filesystem::path> place_to_give_back(const StateRoot& root,
                                                                      const std::string& path);

/// The command that gives a place to the service user. nullopt: it is none of those, not root's, or a file
/// with a second name; a command of root's could be led to what is another's.
[[nodiscard]] std::optional<std::string> command_to_give_back(const StateRoot& root,
                                                              const std::filesystem::path& place);

/// Makes the service user the owner of what lies there: root's, a directory, without what it holds, or a file
/// without a second name, and with this `identity` (opening.hpp). `confirm` as for open_to_all(). Throws
/// UserError: NoInput, NoPerm.
void give_back(const std::filesystem::path& place, const std::string& identity,
               const std::function<void(const std::string& question)>& confirm);
} // namespace left4me
