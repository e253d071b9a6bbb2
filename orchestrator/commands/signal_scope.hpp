// Whom the game can send signals, or call by an abstract name.
#pragma once

namespace left4me
{
/// From now on this process and its children can signal nobody outside, and connect to no abstract socket of
/// theirs (Landlock, ABI 6, Linux 6.12): left4me runs the other servers and the web application under the
/// same user id, which is all that kill(2) asks for, and in the same network, which is all that unix(7) asks
/// for. Returns whether the kernel does that; where it, or the unit's system call filter, does not, all is as
/// before.
bool confine_signals();
} // namespace left4me
