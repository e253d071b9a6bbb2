#include "cli/number.hpp"

#include "left4me/error.hpp"
#include "spec/text.hpp"

#include <charconv>

namespace left4me
{
std::optional<unsigned> parse_number(std::string_view text)
{
    unsigned number = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    const bool leading_zero = text.size() > 1 && text.front() == '0';
    return error == std::errc() && stop == end && !leading_zero ? std::optional(number) : std::nullopt;
}

unsigned number_of(const std::string& option, const std::string& text, unsigned lowest, unsigned highest)
{
    const auto number = parse_number(text);
    if (!number || *number < lowest || *number > highest)
    {
        throw UserError(Exit::Usage, option + " takes a number from " + std::to_string(lowest) + " to " +
                                         std::to_string(highest) + ", not " + shown(text));
    }
    return *number;
}
} // namespace left4me
