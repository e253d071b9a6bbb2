// l4d2ctl events: from systemd's signals to lines.
#pragma once

#include "instance/state_root.hpp"

namespace left4me
{
struct Watch
{
    StateRoot root;
    bool json = false;
};

/// One line for each instance as it is now, then one for each change, at once, until the reader of stdout
/// leaves or a signal ends the process. Errors as of UnitSignals and unit_states().
[[noreturn]] void watch(const Watch& request);
} // namespace left4me
