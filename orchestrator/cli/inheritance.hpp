// What the caller may have left us with, and we want otherwise. Inner header of this room.
#pragma once

namespace left4me
{
/// Opens /dev/null where stdin, stdout or stderr is closed: what is opened later would be written to by
/// whoever prints. Throws std::system_error.
void open_standard_descriptors();

/// Files get the modes that are asked for, whatever the caller's umask: his job is not to break the game.
void forget_umask();

/// Pauses last as long as they are meant to, also sudo's: the caller's slack may be centuries. Back to the
/// kernel's own 50,000 ns (PR_SET_TIMERSLACK in prctl(2)).
void forget_timer_slack();
} // namespace left4me
