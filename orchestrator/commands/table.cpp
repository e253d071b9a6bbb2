#include "commands/table.hpp"

#include "spec/text.hpp"

#include <algorithm>
#include <string_view>

namespace left4me
{
namespace
{
constexpr std::size_t kGap = 2;

/// Characters of UTF-8: the bytes that continue none.
std::size_t width_of(std::string_view text)
{
    const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins));
}

std::vector<std::size_t> widths_of(const std::vector<Row>& rows)
{
    std::vector<std::size_t> widths(rows.empty() ? 0 : rows.front().size());
    for (const Row& row : rows)
    {
        for (std::size_t column = 0; column < widths.size(); ++column)
        {
            widths[column] = std::max(widths[column], width_of(printable(row.at(column))));
        }
    }
    return widths;
}

std::string format_row(const Row& row, const std::vector<std::size_t>& widths)
{
    std::string line;
    std::size_t gap = 0; // put before the next cell that shows, so that no line ends in spaces
    for (std::size_t column = 0; column < widths.size(); ++column)
    {
        const std::string cell = printable(row.at(column));
        if (!cell.empty())
        {
            line += std::string(gap, ' ') + cell;
            gap = 0;
        }
        gap += widths[column] + kGap - width_of(cell);
    }
    return line + "\n";
}
} // namespace

std::string format_table(const std::vector<Row>& rows)
{
    const std::vector<std::size_t> widths = widths_of(rows);
    std::string text;
    for (const Row& row : rows)
    {
        text += format_row(row, widths);
    }
    return text;
}
} // namespace left4me
