#include "spec/port.hpp"

#include <charconv>

namespace left4me
{
std::optional<std::uint16_t> parse_port(std::string_view text)
{
    std::uint16_t port = 0;
    const char* const end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, port);
    if (error != std::errc{} || stopped != end || text.front() == '0' || port < kLowestPort)
    {
        return std::nullopt;
    }
    return port;
}
} // namespace left4me
