#include "spec/indentation.hpp"

#include "spec/comment.hpp"

#include <algorithm>

namespace left4me
{
std::optional<Mark> tab_that_indents_near(std::string_view text, Mark place)
{
    for (int line = 1; !text.empty() && line <= place.line + 1; ++line)
    {
        const std::string_view whole = text.substr(0, text.find('\n'));
        const std::size_t tab = whole.find_first_not_of(' ');
        const std::size_t content = whole.find_first_not_of(" \t\r");
        if (line + 1 >= place.line && tab != content && content != std::string_view::npos)
        {
            return Mark{line, static_cast<int>(tab) + 1};
        }
        text.remove_prefix(std::min(whole.size() + 1, text.size()));
    }
    return std::nullopt;
}

bool has_quotes_within_quotes(std::string_view text, Mark place)
{
    const std::vector<std::string_view> lines = lines_of(text);
    const auto number = static_cast<std::size_t>(place.line - 1);
    return number < lines.size() && std::count(lines[number].begin(), lines[number].end(), '"') > 2;
}
} // namespace left4me
