// Numbers on the command line. Inner header of this room.
#pragma once

#include <optional>
#include <string_view>

namespace left4me
{
/// Decimal digits and nothing else, without a leading zero; nullopt for other text and what does not fit.
[[nodiscard]] std::optional<unsigned> parse_number(std::string_view text);
} // namespace left4me
