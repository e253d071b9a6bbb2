#include "calls.hpp"
#include "fixture/refusal.hpp"
#include "system/rcon.hpp"
#include "system/rcon_packet.hpp"
#include "tcp_server.hpp"

#include <random>

namespace left4me
{
namespace
{
using namespace std::chrono_literals;
using namespace std::string_literals;
using test::refusal_of;
using test::Refuses;
using test::TcpServer;

const std::string kLoginOnWire = "\x0e\0\0\0\1\0\0\0\3\0\0\0hush\0\0"s;
const std::string kLetIn = format_rcon({1, kRconResponse, ""}) + format_rcon({1, kRconAuthResponse, ""});
const std::string kMirror =
    format_rcon({3, kRconResponse, ""}) + format_rcon({3, kRconResponse, "\0\1\0\0\0\0"s});

/// What a client says after the login, for a command of this size.
std::size_t size_of_question(std::size_t command)
{
    return format_rcon({2, kRconExecute, std::string(command, 'x')}).size() + format_rcon({}).size();
}

std::string asked(TcpServer& server, const std::string& command, std::chrono::milliseconds timeout = 5s)
{
    return Rcon("alpha", server.port(), "hush", timeout).execute(command);
}

TEST(RconPacket, IsLittleEndianWithTwoNulsAtItsEnd)
{
    EXPECT_EQ(format_rcon({1, kRconAuth, "hush"}), kLoginOnWire);
    EXPECT_EQ(format_rcon({-1, kRconExecute, ""}), "\x0a\0\0\0\xff\xff\xff\xff\2\0\0\0\0\0"s);
}

TEST(RconPacket, IsReadFromTheFrontOfAStream)
{
    const auto front = std::get<RconFront>(read_rcon(kLoginOnWire + "more"));
    EXPECT_EQ(front.size, kLoginOnWire.size());
    EXPECT_EQ(front.packet.id, 1);
    EXPECT_EQ(front.packet.type, kRconAuth);
    EXPECT_EQ(front.packet.body, "hush");
}

TEST(RconPacket, IsIncompleteWhereverItIsCut)
{
    for (std::size_t size = 0; size < kLoginOnWire.size(); ++size)
    {
        // A heap copy of exactly this size, so that the sanitizer sees a read beyond it.
        const std::vector<char> cut(kLoginOnWire.begin(),
                                    kLoginOnWire.begin() + static_cast<std::ptrdiff_t>(size));
        EXPECT_TRUE(std::holds_alternative<RconIncomplete>(read_rcon({cut.data(), cut.size()}))) << size;
    }
}

TEST(RconPacket, IsNonsenseWhenItsSizeIsOutOfBounds)
{
    for (const std::string& size :
         {"\x09\0\0\0"s, "\0\0\0\0"s, "\x0f\x10\0\0"s, "\xff\xff\xff\x7f"s, "\xff\xff\xff\xff"s})
    {
        EXPECT_TRUE(std::holds_alternative<RconNonsense>(read_rcon(size + std::string(8192, '\0'))));
    }
    const auto largest = std::get<RconFront>(read_rcon("\x0e\x10\0\0"s + std::string(4110, '\0')));
    EXPECT_EQ(largest.packet.body.size(), 4100U);
}

TEST(RconPacket, IsNonsenseWithoutTheNulsAtItsEnd)
{
    EXPECT_TRUE(std::holds_alternative<RconNonsense>(read_rcon("\x0a\0\0\0\1\0\0\0\0\0\0\0\0x"s)));
    EXPECT_TRUE(std::holds_alternative<RconNonsense>(read_rcon("\x0a\0\0\0\1\0\0\0\0\0\0\0x\0"s)));
}

TEST(RconClient, GivesThePasswordThenTheCommandThenItsMark)
{
    TcpServer server({{kLoginOnWire.size(), kLetIn},
                      {size_of_question(6), format_rcon({2, kRconResponse, "players : 0\n"}) + kMirror}});
    EXPECT_EQ(asked(server, "status"), "players : 0\n");
    EXPECT_EQ(server.received(),
              kLoginOnWire + format_rcon({2, kRconExecute, "status"}) + format_rcon({3, kRconResponse, ""}));
}

TEST(RconClient, JoinsAnAnswerOfSeveralPacketsAndPassesOverOthers)
{
    TcpServer server({{kLoginOnWire.size(), kLetIn},
                      {size_of_question(1), format_rcon({2, kRconResponse, std::string(4000, 'a')}) +
                                                format_rcon({77, kRconResponse, "a stranger's"}) +
                                                format_rcon({2, kRconResponse, "b"}) + kMirror}});
    EXPECT_EQ(asked(server, "x"), std::string(4000, 'a') + "b");
}

TEST(RconClient, AsksSeveralTimesOnOneConnection)
{
    TcpServer server({{kLoginOnWire.size(), kLetIn},
                      {size_of_question(1), format_rcon({2, kRconResponse, "one"}) + kMirror},
                      {size_of_question(1),
                       format_rcon({4, kRconResponse, "two"}) + format_rcon({5, kRconResponse, ""})}});
    Rcon console("alpha", server.port(), "hush", 5s);
    EXPECT_EQ(console.execute("x"), "one");
    EXPECT_EQ(console.execute("y"), "two");
}

TEST(RconClient, SaysThatThePasswordIsRefusedAndNeverWhichItWas)
{
    TcpServer server({{kLoginOnWire.size(),
                       format_rcon({1, kRconResponse, ""}) + format_rcon({-1, kRconAuthResponse, ""})}});
    const auto refusal = refusal_of([&] { static_cast<void>(asked(server, "status")); });
    EXPECT_THAT(refusal, Refuses(Exit::NoPerm, "alpha refuses the RCON password"));
    EXPECT_EQ(refusal.sentence.find("hush"), std::string::npos);
}

TEST(RconClient, GivesUpOnAServerThatSaysNothing)
{
    TcpServer server({{kLoginOnWire.size(), ""}});
    const test::Stopwatch watch;
    EXPECT_THAT(refusal_of([&] { static_cast<void>(asked(server, "status", 150ms)); }),
                Refuses(Exit::TempFail, "does not answer"));
    EXPECT_GE(watch.seconds(), 0.15);
    EXPECT_LT(watch.seconds(), 2);
}

TEST(RconClient, GivesUpOnAServerThatNeverComesToAnEnd)
{
    const std::string part = format_rcon({2, kRconResponse, "and so on "});
    TcpServer server({{kLoginOnWire.size(), kLetIn}, {size_of_question(6), part, true}});
    EXPECT_THAT(refusal_of([&] { static_cast<void>(asked(server, "status", 300ms)); }),
                Refuses(Exit::TempFail, "does not answer"));
}

TEST(RconClient, GivesUpOnAServerThatLeavesOrTalksNonsense)
{
    TcpServer leaves({{kLoginOnWire.size(), kLetIn}});
    EXPECT_THAT(refusal_of([&] { static_cast<void>(asked(leaves, "quit")); }),
                Refuses(Exit::TempFail, "closed the connection"));
    TcpServer babbles({{kLoginOnWire.size(), "HTTP/1.1 400 Bad Request\r\n"}});
    EXPECT_THAT(refusal_of([&] { static_cast<void>(asked(babbles, "status")); }),
                Refuses(Exit::TempFail, "not RCON"));
}

TEST(RconClient, GivesUpWhereNothingListens)
{
    std::uint16_t port = 0;
    {
        TcpServer gone({{kLoginOnWire.size(), kLetIn}});
        port = gone.port();
        static_cast<void>(refusal_of([&] { static_cast<void>(asked(gone, "x")); }));
    }
    EXPECT_THAT(refusal_of([&] { Rcon("alpha", port, "hush", 5s); }),
                Refuses(Exit::TempFail, "takes no connection on TCP port"));
}

TEST(RconClient, GivesUpOnAServerWhoseQueueIsFull)
{
    const Fd listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in name = {};
    name.sin_family = AF_INET;
    name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof name;
    ASSERT_EQ(::bind(listener.get(), reinterpret_cast<sockaddr*>(&name), size), 0);
    ASSERT_EQ(::listen(listener.get(), 0), 0);
    ASSERT_EQ(::getsockname(listener.get(), reinterpret_cast<sockaddr*>(&name), &size), 0);
    std::vector<Fd> queue;
    for (int i = 0; i < 4; ++i)
    {
        queue.emplace_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
        static_cast<void>(::connect(queue.back().get(), reinterpret_cast<sockaddr*>(&name), size));
    }
    const test::Stopwatch watch;
    EXPECT_THAT(refusal_of([&] { Rcon("alpha", ntohs(name.sin_port), "hush", 150ms); }),
                Refuses(Exit::TempFail, "takes no connection"));
    EXPECT_LT(watch.seconds(), 2);
}

TEST(RconClient, RefusesACommandThatFitsNoPacket)
{
    TcpServer server({{kLoginOnWire.size(), kLetIn}});
    Rcon console("alpha", server.port(), "hush", 5s);
    for (const std::string& command : {std::string(4001, 'x'), "status\0quit"s})
    {
        EXPECT_THAT(refusal_of([&] { static_cast<void>(console.execute(command)); }),
                    Refuses(Exit::Usage, "at most 4000 bytes"));
    }
}
} // namespace
} // namespace left4me
