// Columns for people.
#pragma once

#include <string>
#include <vector>

namespace left4me
{
using Row = std::vector<std::string>;

/// Each row a line, columns aligned by characters and two spaces apart; control characters as \xNN. Rows
/// have as many cells as the first.
[[nodiscard]] std::string format_table(const std::vector<Row>& rows);
} // namespace left4me
