#include "system/console_status.hpp"

#include <algorithm>
#include <charconv>

namespace left4me
{
namespace
{
constexpr std::string_view kPlayersLine = "players :";
constexpr unsigned kLongestStay = 100U * 60 * 60; // as hours; more is nonsense, and could overflow

std::optional<unsigned> whole_number(std::string_view text)
{
    unsigned number = 0;
    const char* end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, number);
    return result.ec == std::errc() && result.ptr == end ? std::optional(number) : std::nullopt;
}

std::vector<std::string_view> words_between_blanks(std::string_view text)
{
    std::vector<std::string_view> words;
    while (!text.empty())
    {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end > 0)
        {
            words.push_back(text.substr(0, end));
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

/// 05:32, 1:05:32
std::optional<unsigned> seconds_connected(std::string_view text)
{
    unsigned seconds = 0;
    for (bool more = true; more;)
    {
        const std::size_t end = std::min(text.find(':'), text.size());
        const auto part = whole_number(text.substr(0, end));
        if (!part || *part > kLongestStay || seconds > kLongestStay)
        {
            return std::nullopt;
        }
        seconds = seconds * 60 + *part;
        more = end < text.size();
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return seconds;
}

/// # userid name uniqueid connected ping loss state rate adr; a bot has neither time nor ping. The name
/// ends at the last quote: what follows is the server's, so nobody's name can speak for another.
std::optional<Player> player_of(std::string_view line)
{
    const std::size_t begin = line.find('"');
    const std::size_t end = line.rfind('"');
    if (line.substr(0, 1) != "#" || begin == std::string_view::npos || begin == end)
    {
        return std::nullopt;
    }
    Player player;
    player.name = line.substr(begin + 1, end - begin - 1);
    const auto words = words_between_blanks(line.substr(end + 1));
    if (words.size() >= 5)
    {
        player.steam_id = words[0];
        player.seconds = seconds_connected(words[1]);
        player.ping = whole_number(words[2]);
        player.loss = whole_number(words[3]);
        player.state = words[4];
    }
    else if (words.size() >= 2)
    {
        player.state = words[1];
    }
    return player;
}

void take_status_line(ConsoleStatus& status, std::string_view line)
{
    if (line.substr(0, kPlayersLine.size()) == kPlayersLine && !status.hibernating)
    {
        const bool not_so = line.find("(not hibernating)") != std::string_view::npos;
        const bool so = line.find("(hibernating)") != std::string_view::npos;
        status.hibernating = so || not_so ? std::optional(so) : std::nullopt;
    }
    if (auto player = player_of(line))
    {
        status.players.push_back(std::move(*player));
    }
}
} // namespace

ConsoleStatus parse_console_status(std::string_view text)
{
    ConsoleStatus status;
    while (!text.empty() && status.players.size() < kMostPlayers)
    {
        const std::size_t end = std::min(text.find('\n'), text.size());
        take_status_line(status, text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return status;
}
} // namespace left4me
