#include "instance/console_line.hpp"

#include <algorithm>

namespace left4me
{
namespace
{
constexpr std::string_view kConsoleBlanks = " \t\r";
constexpr std::string_view kConsoleWordEnds = " \t\r;\"";

/// Takes the word at the front of `rest`.
std::string take_console_word(std::string_view& rest)
{
    const bool quoted = rest.front() == '"';
    rest.remove_prefix(quoted ? 1 : 0);
    const std::size_t end = std::min(rest.find_first_of(quoted ? "\"" : kConsoleWordEnds), rest.size());
    std::string word(rest.substr(0, end));
    rest.remove_prefix(std::min(end + (quoted ? 1 : 0), rest.size()));
    return word;
}
} // namespace

std::optional<std::vector<std::string>> take_console_statement(std::string_view& line)
{
    std::vector<std::string> statement;
    while (!line.empty() && line.substr(0, 2) != "//")
    {
        if (line.front() == ';' && !statement.empty())
        {
            return statement;
        }
        if (line.front() == ';' || kConsoleBlanks.find(line.front()) != std::string_view::npos)
        {
            line.remove_prefix(1);
        }
        else
        {
            statement.push_back(take_console_word(line));
        }
    }
    line = {};
    return statement.empty() ? std::nullopt : std::optional(std::move(statement));
}
} // namespace left4me
