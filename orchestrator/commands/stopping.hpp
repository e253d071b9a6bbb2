// Getting a server out of the way, whatever it is doing. The caller holds the instance's lock.
#pragma once

#include "commands/context.hpp"
#include "system/unit_state.hpp"

#include <string>

namespace left4me
{
/// Throws UserError(TempFail) unless the unit is down and nothing is mounted on merged within some seconds
/// after systemd said yes. Unmounts what a stop left that was killed, or that found somebody in merged.
/// Returns the unit as it is then.
UnitState await_down(const Context& context, const std::string& name);

/// Stops the unit and waits; it stays as enabled as it was.
void stop_unit(const Context& context, const std::string& name);

/// Stops and disables the unit and waits. One that is disabled is only stopped: systemctl disable makes
/// systemd reload all units.
UnitState disable_unit(const Context& context, const std::string& name);

/// As disable_unit, and systemd forgets that the server had failed: no trace of a run is left in it, nor one
/// of root's in runtime/NAME.
void retire_unit(const Context& context, const std::string& name);
} // namespace left4me
