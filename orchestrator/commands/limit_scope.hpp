// Whose resource limits the game can change.
#pragma once

namespace left4me
{
/// From now on this process and its children can change their own resource limits only, and not even by their
/// pid: prlimit(2) asks for the same user id, which the other servers and the web application have. A unit's
/// SystemCallFilter= cannot tell whose limits are meant. Throws 71.
void confine_limits();
} // namespace left4me
