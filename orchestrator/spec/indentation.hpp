// What a parser of YAML complains of in words that nobody understands. Inner header of this room.
#pragma once

#include "spec/spec.hpp"

#include <optional>
#include <string_view>

namespace left4me
{
/// A tab that indents the line of `place` or one beside it, which YAML does not allow; nullopt: there is
/// none.
[[nodiscard]] std::optional<Mark> tab_that_indents_near(std::string_view text, Mark place);

/// Whether the line of `place` holds more than one pair of double quotes: where one stands within another,
/// the inner one ends the text.
[[nodiscard]] bool has_quotes_within_quotes(std::string_view text, Mark place);
} // namespace left4me
