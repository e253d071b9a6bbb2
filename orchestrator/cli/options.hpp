// Reading words strictly. Boost.Program_options is behind this. Inner header of this room.
#pragma once

#include "cli/syntax.hpp"

#include <string>
#include <vector>

namespace left4me
{
/// Throws UserError(Usage) for an option that `syntax` does not have, an abbreviated one, one that is given
/// twice, a value too many or too few, and for more names than it takes. Too few names are not judged here:
/// who asks for --help need not give any.
[[nodiscard]] OptionValues read_words(const std::vector<std::string>& words, const CommandSyntax& syntax);

/// The options, --help among them, as indented lines.
[[nodiscard]] std::string describe_options(const CommandSyntax& syntax);
} // namespace left4me
