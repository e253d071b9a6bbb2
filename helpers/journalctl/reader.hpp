// Who reads the journal: nobody, with the one group that may.
#pragma once

namespace left4me
{
/// Becomes uid and gid "nobody" with the supplementary group systemd-journal. Throws 78 where there is no
/// such group.
void become_journal_reader();
} // namespace left4me
