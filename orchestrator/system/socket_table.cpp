#include "system/socket_table.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>
#include <vector>

namespace left4me
{
namespace
{
// "sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode …", explained in proc(5)
constexpr std::size_t kLocalAddress = 1;
constexpr std::size_t kSocketState = 3;
constexpr std::string_view kListening = "0A"; // TCP_LISTEN
constexpr std::size_t kUser = 7;
constexpr std::size_t kInode = 9;

template <typename Number>
std::optional<Number> number(std::string_view text, int base)
{
    Number parsed{};
    const auto result = std::from_chars(text.data(), text.data() + text.size(), parsed, base);
    const bool whole = result.ec == std::errc() && result.ptr == text.data() + text.size();
    return whole ? std::optional(parsed) : std::nullopt;
}

std::vector<std::string_view> words_of(std::string_view line)
{
    std::vector<std::string_view> words;
    for (std::size_t at = line.find_first_not_of(' '); at != std::string_view::npos;)
    {
        const std::size_t end = std::min(line.find(' ', at), line.size());
        words.push_back(line.substr(at, end - at));
        at = line.find_first_not_of(' ', end);
    }
    return words;
}

std::optional<Socket> socket_with_port(std::string_view line, std::uint16_t port)
{
    const auto words = words_of(line);
    if (words.size() <= kInode)
    {
        return std::nullopt;
    }
    const std::string_view address = words[kLocalAddress];
    const std::size_t colon = std::min(address.rfind(':'), address.size() - 1);
    const auto user = number<uid_t>(words[kUser], 10);
    const auto inode = number<std::uint64_t>(words[kInode], 10);
    if (number<std::uint16_t>(address.substr(colon + 1), 16) != port || !user || !inode)
    {
        return std::nullopt;
    }
    return Socket{*inode, *user, words[kSocketState] == kListening, std::string(address.substr(0, colon))};
}
} // namespace

std::optional<Socket> find_listener(std::istream& table, std::string_view address, std::uint16_t port,
                                    const TimeLimit& limit)
{
    std::string line;
    while (!limit.is_over() && std::getline(table, line))
    {
        const auto socket = socket_with_port(line, port);
        if (socket && socket->listens && socket->address == address)
        {
            return socket;
        }
    }
    return std::nullopt;
}

std::optional<Socket> find_socket(std::istream& table, std::uint16_t port, const TimeLimit& limit)
{
    std::optional<Socket> found;
    std::string line;
    while ((!found || found->inode == 0) && !limit.is_over() && std::getline(table, line))
    {
        if (const auto socket = socket_with_port(line, port))
        {
            found = socket;
        }
    }
    return found;
}
} // namespace left4me
