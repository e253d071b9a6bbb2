// A packet that came to l4d2ctl's socket instead of a server's answer, or as one.
#include "system/a2s_packet.hpp"
#include "target.hpp"

namespace left4me::fuzz
{
namespace
{
/// Reads the packet once more, at places instead of in turn.
bool holds(std::string_view packet, const ServerInfo& info)
{
    constexpr std::size_t kHead = 6; // four bytes of 0xff, the kind, the protocol
    const std::string texts = info.name + '\0' + info.map + '\0';
    const std::size_t directory = kHead + texts.size();
    const std::size_t game = packet.find('\0', directory) + 1;
    const std::size_t application = packet.find('\0', game) + 1;
    const auto number = [&](std::size_t offset)
    { return static_cast<unsigned char>(packet.at(application + offset)); };
    return packet.substr(kHead, texts.size()) == texts && number(2) == info.players &&
           number(3) == info.max_players && number(4) == info.bots;
}

bool same(const InfoReply& one, const InfoReply& other)
{
    if (const auto* const info = std::get_if<ServerInfo>(&one))
    {
        const auto* const again = std::get_if<ServerInfo>(&other);
        return again != nullptr && again->name == info->name && again->map == info->map &&
               again->players == info->players && again->max_players == info->max_players &&
               again->bots == info->bots;
    }
    const auto* const challenge = std::get_if<Challenge>(&one);
    const auto* const again = std::get_if<Challenge>(&other);
    return challenge != nullptr && again != nullptr && challenge->bytes == again->bytes;
}

/// Each player has at least ten bytes of his own.
void try_players(std::string_view input)
{
    const PlayersReply reply = parse_players_reply(input);
    const auto* const players = std::get_if<std::vector<Player>>(&reply);
    if (players == nullptr)
    {
        return;
    }
    require(input.starts_with("\xff\xff\xff\xff"
                              "D"),
            "only an answer of its kind is one");
    std::size_t least = 6;
    for (const Player& player : *players)
    {
        least += player.name.size() + 10;
    }
    require(least <= input.size(), "what a server says of its players stands in its packet");
}
} // namespace

void try_input(std::string_view input)
{
    try_players(input);
    const InfoReply reply = parse_info_reply(input);
    if (const auto* const challenge = std::get_if<Challenge>(&reply))
    {
        require(challenge->bytes.size() == 4 && input.substr(5, 4) == challenge->bytes,
                "a challenge is the four bytes behind the head");
        require(info_query(challenge->bytes).size() == info_query().size() + 4,
                "a challenge is sent back whole");
    }
    if (const auto* const info = std::get_if<ServerInfo>(&reply))
    {
        require(input.starts_with("\xff\xff\xff\xffI"), "only an answer of its kind is one");
        require(holds(input, *info), "what a server says is what stands in its packet");
    }
    if (!std::holds_alternative<std::monostate>(reply))
    {
        require(same(reply, parse_info_reply(std::string(input) + "more")),
                "what follows an answer changes nothing");
    }
}
} // namespace left4me::fuzz
