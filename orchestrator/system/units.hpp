// The states of many units in one call.
#pragma once

#include "system/systemctl.hpp"
#include "system/unit_state.hpp"

#include <string>
#include <vector>

namespace left4me
{
/// One state for each name, in their order; one that systemd says nothing of has only its `unit`. Asks
/// systemd unprivileged first, in two calls at most unless a server is started meanwhile, and through the
/// helper, 256 at a time, where the bus cannot be reached: then errors are those of Systemctl::show(). No
/// name, no call.
[[nodiscard]] std::vector<UnitState> unit_states(const std::vector<std::string>& names, Verbosity verbosity);

/// The same for one unit.
[[nodiscard]] UnitState unit_state(const std::string& name, Verbosity verbosity);
} // namespace left4me
