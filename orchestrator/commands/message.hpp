// What l4d2ctl itself says: data on stdout, sentences on stderr.
#pragma once

#include <string_view>

namespace left4me
{
/// Writes data to stdout, at once. Errors as of write_out().
void show(std::string_view data);

/// "l4d2ctl: SENTENCE" as one line, written at once, control characters as \xNN. A stderr that takes nothing
/// is no failure of the command.
void say(std::string_view sentence);
} // namespace left4me
