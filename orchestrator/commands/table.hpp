// Columns for people.
#pragma once

#include <string>
#include <vector>

namespace left4me
{
using Row = std::vector<std::string>;

/// The cell of what is unknown, or does not exist.
inline constexpr char kNothing[] = "-";

/// Each row a line, columns aligned by characters and two spaces apart; control characters as \xNN. Rows
/// have as many cells as the first.
[[nodiscard]] std::string format_table(const std::vector<Row>& rows);
} // namespace left4me
