// Who reads the journal: a user who owns nothing, in the one group that may.
#pragma once

namespace left4me
{
/// Becomes the user of sysusers.d/left4me.conf who does nothing else, or "nobody" where there is none, with
/// systemd-journal as the only group. Throws 78 where there is no such group.
void become_journal_reader();
} // namespace left4me
