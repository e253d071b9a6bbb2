// What --help and --version show. Inner header of this room.
#pragma once

#include "cli/syntax.hpp"

#include <string>

namespace left4me
{
/// "usage: l4d2ctl …", one line without its end.
[[nodiscard]] std::string usage(const CommandSyntax& command);

[[nodiscard]] std::string overview();
[[nodiscard]] std::string help_of(const CommandSyntax& command);
[[nodiscard]] std::string version();
} // namespace left4me
