// Whose the directories are that a start writes to. Inner header of this room.
#pragma once

#include "doctor/finding.hpp"
#include "instance/state_root.hpp"

#include <optional>
#include <string>

namespace left4me
{
/// A directory of the instance that is another's than the state root's owner, such as after a restored
/// backup. The command puts it aside, with no more than the owner's rights: root's could be led to what is
/// not the owner's.
[[nodiscard]] std::optional<Finding> anothers_part_of(const StateRoot& root, const std::string& name);
} // namespace left4me
