// Numbers on the command line. Inner header of this room.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace left4me
{
/// Decimal digits and nothing else, without a leading zero; nullopt for other text and what does not fit.
[[nodiscard]] std::optional<unsigned> parse_number(std::string_view text);

/// The value of an option. Throws UserError(Usage) unless it is such a number from `lowest` to `highest`.
[[nodiscard]] unsigned number_of(const std::string& option, const std::string& text, unsigned lowest,
                                 unsigned highest);
} // namespace left4me
