// What l4d2ctl itself says on stderr; stdout is for data.
#pragma once

#include <string_view>

namespace left4me
{
/// "l4d2ctl: SENTENCE" as one line, written at once, control characters as \xNN. A stderr that takes nothing
/// is no failure of the command.
void say(std::string_view sentence);
} // namespace left4me
