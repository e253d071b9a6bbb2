// What lies in the runtime directory of an instance. Inner header of this room.
#pragma once

#include "doctor/finding.hpp"
#include "instance/state_root.hpp"

#include <optional>
#include <string>

namespace left4me
{
/// What the game has put where the next start writes; nothing of one that is mounted, whose upper is the
/// kernel's.
[[nodiscard]] std::optional<Finding> blocked_upper(const StateRoot& root, const std::string& name);

/// That others may look in, as an earlier version let them, so that they can take upper out of use. The next
/// start closes it, but may come too late.
[[nodiscard]] std::optional<Finding> open_runtime(const StateRoot& root, const std::string& name);
} // namespace left4me
