#include "system/a2s_packet.hpp"

#include <bit>

namespace left4me
{
namespace
{
constexpr std::string_view kWhole = "\xFF\xFF\xFF\xFF"; // a packet that is not split
constexpr std::string_view kQuery = "TSource Engine Query";
constexpr char kPlayersQuery = 'U';
constexpr std::string_view kNoChallenge = "\xFF\xFF\xFF\xFF";
constexpr char kChallenge = 'A';
constexpr char kInfo = 'I';
constexpr char kPlayers = 'D';
constexpr std::size_t kScore = 4; // bytes
constexpr float kLongestPlay = 1e9F;
constexpr std::size_t kChallengeSize = 4;
constexpr std::size_t kApplication = 2; // bytes of the Steam application's number

/// Takes fields off the front; all that follow the first missing one are missing, too.
class Fields
{
public:
    explicit Fields(std::string_view bytes) : rest_(bytes) {}

    void skip(std::size_t size) { static_cast<void>(take(size, size)); }

    [[nodiscard]] unsigned byte()
    {
        const std::string_view taken = take(1, 1);
        return taken.empty() ? 0 : static_cast<unsigned char>(taken.front());
    }

    /// IEEE 754, little endian.
    [[nodiscard]] float real()
    {
        std::uint32_t bits = 0;
        for (unsigned shift = 0; shift < 32; shift += 8)
        {
            bits |= byte() << shift;
        }
        return std::bit_cast<float>(bits);
    }

    /// Up to a NUL.
    [[nodiscard]] std::string text()
    {
        const std::size_t end = rest_.find('\0');
        return std::string(take(end, end + 1));
    }

    [[nodiscard]] bool complete() const { return complete_; }

private:
    /// `size` bytes, passing over `with_end`.
    std::string_view take(std::size_t size, std::size_t with_end)
    {
        complete_ = complete_ && size != std::string_view::npos && with_end <= rest_.size();
        if (!complete_)
        {
            return {};
        }
        const std::string_view taken = rest_.substr(0, size);
        rest_.remove_prefix(with_end);
        return taken;
    }

    std::string_view rest_;
    bool complete_ = true;
};

InfoReply parse_info(std::string_view body)
{
    Fields fields(body);
    ServerInfo info;
    fields.skip(1); // protocol
    info.name = fields.text();
    info.map = fields.text();
    static_cast<void>(fields.text()); // directory
    static_cast<void>(fields.text()); // game
    fields.skip(kApplication);
    info.players = fields.byte();
    info.max_players = fields.byte();
    info.bots = fields.byte();
    return fields.complete() ? InfoReply(info) : InfoReply();
}

/// NaN is not within bounds either.
std::optional<unsigned> whole_seconds(float seconds)
{
    return seconds >= 0 && seconds <= kLongestPlay ? std::optional(static_cast<unsigned>(seconds))
                                                   : std::nullopt;
}

PlayersReply parse_players(std::string_view body)
{
    Fields fields(body);
    std::vector<Player> players;
    for (unsigned left = fields.byte(); left > 0; --left)
    {
        Player player;
        fields.skip(1); // index, which the game leaves at 0
        player.name = fields.text();
        fields.skip(kScore);
        player.seconds = whole_seconds(fields.real());
        if (!fields.complete())
        {
            break;
        }
        players.push_back(std::move(player));
    }
    return body.empty() ? PlayersReply() : PlayersReply(std::move(players));
}

/// A packet that is whole: its challenge, or what `parse` makes of the rest if it is of that kind.
template <typename Answer>
A2sReply<Answer> parse_reply(std::string_view packet, char wanted,
                             A2sReply<Answer> (*parse)(std::string_view))
{
    if (packet.size() <= kWhole.size() || packet.substr(0, kWhole.size()) != kWhole)
    {
        return {};
    }
    const char kind = packet[kWhole.size()];
    const std::string_view body = packet.substr(kWhole.size() + 1);
    if (kind == kChallenge && body.size() >= kChallengeSize)
    {
        return Challenge{std::string(body.substr(0, kChallengeSize))};
    }
    return kind == wanted ? parse(body) : A2sReply<Answer>();
}
} // namespace

std::string info_query(std::string_view challenge)
{
    std::string query(kWhole);
    query += kQuery;
    query += '\0';
    query += challenge;
    return query;
}

std::string players_query(std::string_view challenge)
{
    std::string query(kWhole);
    query += kPlayersQuery;
    query += challenge.empty() ? kNoChallenge : challenge;
    return query;
}

InfoReply parse_info_reply(std::string_view packet)
{
    return parse_reply(packet, kInfo, parse_info);
}

PlayersReply parse_players_reply(std::string_view packet)
{
    return parse_reply(packet, kPlayers, parse_players);
}
} // namespace left4me
