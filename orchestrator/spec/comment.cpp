#include "spec/comment.hpp"

#include <algorithm>

namespace left4me
{
namespace
{
/// Empty where it does not stand as it is, such as in several lines.
std::string_view what_follows(const YamlNode& scalar, const std::vector<std::string_view>& lines)
{
    const auto number = static_cast<std::size_t>(scalar.mark.line - 1);
    const auto column = static_cast<std::size_t>(scalar.mark.column - 1);
    const std::string_view line = number < lines.size() ? lines[number] : "";
    const std::string_view from_here = line.substr(std::min(column, line.size()));
    return from_here.starts_with(scalar.text) ? from_here.substr(scalar.text.size()) : "";
}
} // namespace

std::vector<std::string_view> lines_of(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty())
    {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::optional<std::string> whole_of_cut(const YamlNode& scalar, const std::vector<std::string_view>& lines)
{
    if (scalar.kind != YamlNode::Kind::Plain)
    {
        return std::nullopt;
    }
    const std::string_view rest = what_follows(scalar, lines);
    const std::size_t sign = rest.find_first_not_of(" \t");
    const bool is_cut = sign != std::string_view::npos && rest[sign] == '#' && sign + 1 < rest.size() &&
                        std::string_view(" \t\r#").find(rest[sign + 1]) == std::string_view::npos;
    const std::size_t end = rest.find_last_not_of(" \t\r");
    return is_cut ? std::optional(scalar.text + std::string(rest.substr(0, end + 1))) : std::nullopt;
}
} // namespace left4me
