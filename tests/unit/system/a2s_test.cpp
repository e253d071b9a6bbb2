#include "calls.hpp"
#include "left4me/fd.hpp"
#include "system/a2s.hpp"
#include "system/a2s_packet.hpp"

#include <random>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace left4me
{
namespace
{
using namespace std::chrono_literals;
using namespace std::string_literals;

const std::string kWhole = "\xFF\xFF\xFF\xFF";
const std::string kAnswer = kWhole + "I\x11left4me alpha\0c1m1_hotel\0left4dead2\0Left 4 Dead 2\0"
                                     "\x26\x02\x03\x08\x01"
                                     "dl\0\0"s;
const std::string kChallenge = kWhole + "A\x01\x02\x00\xFF"s;
const std::string kQuery = kWhole + "TSource Engine Query\0"s;

TEST(A2sPacket, IsReadAsServerInfo)
{
    const InfoReply reply = parse_info_reply(kAnswer);
    const auto* info = std::get_if<ServerInfo>(&reply);
    ASSERT_NE(info, nullptr);
    EXPECT_EQ(info->name, "left4me alpha");
    EXPECT_EQ(info->map, "c1m1_hotel");
    EXPECT_EQ(info->players, 3U);
    EXPECT_EQ(info->max_players, 8U);
    EXPECT_EQ(info->bots, 1U);
}

TEST(A2sPacket, IsReadAsChallengeToBeGivenBack)
{
    const InfoReply reply = parse_info_reply(kChallenge);
    const auto* challenge = std::get_if<Challenge>(&reply);
    ASSERT_NE(challenge, nullptr);
    EXPECT_EQ(challenge->bytes, "\x01\x02\x00\xFF"s);
    EXPECT_EQ(info_query(), kQuery);
    EXPECT_EQ(info_query(challenge->bytes), kQuery + "\x01\x02\x00\xFF"s);
}

TEST(A2sPacket, IsNothingWhenItIsCutAnywhereBeforeTheLastFieldWeRead)
{
    const std::size_t last = kAnswer.find("dl");
    for (std::size_t size = 0; size < last; ++size)
    {
        // A heap copy of exactly this size, so that the sanitizer sees a read beyond it.
        const std::vector<char> cut(kAnswer.begin(), kAnswer.begin() + static_cast<std::ptrdiff_t>(size));
        EXPECT_EQ(parse_info_reply({cut.data(), cut.size()}).index(), 0U) << size;
    }
    EXPECT_NE(parse_info_reply(kAnswer.substr(0, last)).index(), 0U);
}

TEST(A2sPacket, IsNothingWhenItIsOfAnotherKind)
{
    for (const std::string& packet :
         {"\xFE\xFF\xFF\xFFI"s, kWhole + "D\x01", kWhole, kWhole + "A\x01\x02\x03", "HTTP/1.1 200 OK"s})
    {
        EXPECT_EQ(parse_info_reply(packet).index(), 0U) << packet;
    }
}

const std::string kTwoPlayers = kWhole + "D\x02\0Ellis\0\0\0\0\0\0\0\x80\x3f\0\0\0\0\0\0\0\0\x80\xbf"s;

TEST(A2sPlayersPacket, IsReadAsNamesAndSeconds)
{
    const auto players = std::get<std::vector<Player>>(parse_players_reply(kTwoPlayers));
    ASSERT_EQ(players.size(), 2U);
    EXPECT_EQ(players[0].name, "Ellis");
    EXPECT_EQ(players[0].seconds, 1U);
    EXPECT_EQ(players[1].name, "");
    EXPECT_EQ(players[1].seconds, std::nullopt) << "minus one second is none";
    EXPECT_EQ(players_query(), kWhole + "U\xFF\xFF\xFF\xFF"s);
    EXPECT_EQ(players_query("abcd"), kWhole + "Uabcd"s);
}

TEST(A2sPlayersPacket, HasTheWholePlayersOnlyWhereverItIsCut)
{
    const std::size_t second = kTwoPlayers.find("\x3f") + 1;
    for (std::size_t size = 6; size < kTwoPlayers.size(); ++size)
    {
        const std::vector<char> cut(kTwoPlayers.begin(),
                                    kTwoPlayers.begin() + static_cast<std::ptrdiff_t>(size));
        const auto players = std::get<std::vector<Player>>(parse_players_reply({cut.data(), cut.size()}));
        EXPECT_EQ(players.size(), size < second ? 0U : 1U) << size;
    }
    EXPECT_EQ(parse_players_reply(kWhole + "D").index(), 0U);
    EXPECT_EQ(parse_players_reply(kAnswer).index(), 0U);
}

TEST(A2sPacket, OfAnyBytesIsSurvived)
{
    std::mt19937 random(4711); // NOLINT: the same bytes each time
    for (int turn = 0; turn < 20000; ++turn)
    {
        std::string packet = kAnswer;
        packet.resize(random() % (packet.size() + 1));
        for (std::size_t at = 5; at < packet.size(); at += 1 + random() % 8)
        {
            packet[at] = static_cast<char>(random());
        }
        const InfoReply reply = parse_info_reply(packet);
        if (const auto* info = std::get_if<ServerInfo>(&reply))
        {
            EXPECT_LE(info->name.size() + info->map.size(), packet.size());
        }
    }
}

/// A server on loopback that answers its queries with these packets, one each.
class Server
{
public:
    explicit Server(std::vector<std::string> answers)
        : socket_(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)), answers_(std::move(answers))
    {
        sockaddr_in name = {};
        name.sin_family = AF_INET;
        name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof name;
        EXPECT_EQ(::bind(socket_.get(), reinterpret_cast<sockaddr*>(&name), size), 0);
        EXPECT_EQ(::getsockname(socket_.get(), reinterpret_cast<sockaddr*>(&name), &size), 0);
        port_ = ntohs(name.sin_port);
        const timeval patience{2, 0};
        ::setsockopt(socket_.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        thread_ = std::thread([this] { serve(); });
    }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    Server(Server&&) = delete;
    Server& operator=(Server&&) = delete;
    ~Server() { thread_.join(); }

    [[nodiscard]] std::uint16_t port() const { return port_; }
    /// After the last answer.
    [[nodiscard]] std::vector<std::string> queries()
    {
        thread_.join();
        thread_ = std::thread([] {});
        return queries_;
    }

private:
    void serve()
    {
        for (const std::string& answer : answers_)
        {
            sockaddr_in from = {};
            socklen_t size = sizeof from;
            char query[256];
            const ssize_t length =
                ::recvfrom(socket_.get(), query, sizeof query, 0, reinterpret_cast<sockaddr*>(&from), &size);
            queries_.emplace_back(query, static_cast<std::size_t>(std::max<ssize_t>(length, 0)));
            ::sendto(socket_.get(), answer.data(), answer.size(), 0, reinterpret_cast<sockaddr*>(&from),
                     size);
        }
    }

    Fd socket_;
    std::vector<std::string> answers_;
    std::vector<std::string> queries_;
    std::uint16_t port_ = 0;
    std::thread thread_;
};

TEST(A2sQuery, IsAnsweredAfterAChallenge)
{
    Server server({kChallenge, kAnswer});
    const auto info = query_info(server.port(), 2s);
    ASSERT_TRUE(info);
    EXPECT_EQ(info->map, "c1m1_hotel");
    EXPECT_EQ(server.queries(), (std::vector<std::string>{kQuery, kQuery + kChallenge.substr(5)}));
}

TEST(A2sQuery, IsAnsweredWithoutAChallenge)
{
    Server server({kAnswer});
    EXPECT_TRUE(query_info(server.port(), 2s));
}

TEST(A2sQuery, IsGivenUpWhenTheServerChallengesForEver)
{
    Server server({kChallenge, kChallenge, kChallenge, kChallenge, kChallenge});
    const test::Stopwatch watch;
    EXPECT_FALSE(query_info(server.port(), 5s));
    EXPECT_LT(watch.seconds(), 2);
    EXPECT_EQ(server.queries().size(), 5U);
}

TEST(A2sQuery, IsGivenUpWhenTimeIsOver)
{
    Server silent({"nonsense"});
    const test::Stopwatch watch;
    EXPECT_FALSE(query_info(silent.port(), 150ms));
    EXPECT_GE(watch.seconds(), 0.15);
    EXPECT_LT(watch.seconds(), 1);
}

TEST(A2sQuery, TellsThePlayersAfterAChallenge)
{
    Server server({kChallenge, kTwoPlayers});
    const auto players = query_players(server.port(), 2s);
    ASSERT_TRUE(players);
    EXPECT_EQ(players->at(0).name, "Ellis");
}

TEST(A2sQuery, OfManyServersTakesAsLongAsOne)
{
    Server first({kChallenge, kAnswer});
    Server silent({"nonsense"});
    Server mute({"nonsense"});
    Server last({kAnswer});
    const test::Stopwatch watch;
    const auto infos = query_infos({first.port(), silent.port(), mute.port(), last.port()}, 1500ms);
    EXPECT_GE(watch.seconds(), 1.5);
    EXPECT_LT(watch.seconds(), 2.9); // one after the other it would be 3
    ASSERT_EQ(infos.size(), 4U);
    EXPECT_TRUE(infos[0] && infos[3]);
    EXPECT_FALSE(infos[1] || infos[2]);
    EXPECT_TRUE(query_infos({}, 5s).empty());
}

TEST(A2sQuery, ReturnsAtOnceWhereNothingListens)
{
    std::uint16_t port = 0;
    {
        Server gone({});
        port = gone.port();
    }
    const test::Stopwatch watch;
    EXPECT_FALSE(query_info(port, 5s));
    EXPECT_LT(watch.seconds(), 1);
}
} // namespace
} // namespace left4me
