#include "cli/number.hpp"

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
} // namespace left4me
