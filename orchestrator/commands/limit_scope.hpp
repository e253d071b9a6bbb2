// What the game could do to others by calls whose arguments no directive of the unit looks at.
#pragma once

namespace left4me
{
/// From now on this process and its children can change their own resource limits only, and not even by their
/// pid: prlimit(2) asks for the same user id, which the other servers and the web application have. A unit's
/// SystemCallFilter= cannot tell whose limits are meant. Throws 71.
void confine_limits();

/// No leases (fcntl(2), F_SETLEASE) for the rest of this process: others who open a file that all servers
/// share would wait 45 seconds for each. Throws UserError(OsErr).
void confine_leases();
} // namespace left4me
