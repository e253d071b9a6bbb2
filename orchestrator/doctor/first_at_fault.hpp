// One examination of all instances. Inner header of this room.
#pragma once

#include "doctor/finding.hpp"
#include "instance/state_root.hpp"
#include "system/time_limit.hpp"

#include <optional>
#include <string>
#include <vector>

namespace left4me
{
/// nullopt: that one is sound.
using Examination = std::optional<Finding> (*)(const StateRoot&, const std::string& name);

/// The first one's finding, with the names of the others at fault; unfinished() when the time is over before
/// there is one. nullopt: each of them is sound.
[[nodiscard]] std::optional<Finding> first_at_fault(const StateRoot& root,
                                                    const std::vector<std::string>& names,
                                                    Examination examine, const TimeLimit& limit);

/// That the instances from `next` on were not looked at: they have to wait until what takes so long is gone.
[[nodiscard]] Finding unfinished(const StateRoot& root, const std::string& id, const std::string& next);
} // namespace left4me
