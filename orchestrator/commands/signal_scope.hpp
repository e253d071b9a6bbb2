// Whom the game can send signals.
#pragma once

namespace left4me
{
/// From now on this process and its children can signal nobody outside (Landlock, ABI 6, Linux 6.12): left4me
/// runs the other servers and the web application under the same user id, which is all that kill(2) asks for.
/// Returns whether the kernel does that; where it, or the unit's system call filter, does not, all is as
/// before.
bool confine_signals();
} // namespace left4me
