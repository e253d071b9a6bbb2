#include "left4me/fd.hpp"
#include "system/control_group.hpp"
#include "system/listener.hpp"
#include "system/ports.hpp"
#include "system/socket_table.hpp"

#include <sstream>

#include <gmock/gmock.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace left4me
{
namespace
{
using testing::HasSubstr;
using testing::StartsWith;

constexpr char kTable[] =
    R"(  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000:6987 00000000:0000 0A 00000000:00000000 00:00000000 00000000   980        0 41001 1 0 100 0 0 10 0
   1: 0100007F:6988 0100007F:C350 06 00000000:00000000 03:00000176 00000000     0        0 0 3
   2: 00000000000000000000000001000000:6989 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 41003 1
   3: 0100007F:698A
   4: garbage
   5: 0100007F:698B 00000000:0000 0A 0:0 0:0 0 many 0 41005 1
   6: 0100007F:698C 0100007F:C350 06 00000000:00000000 03:00000176 00000000     0        0 0 3
   7: 00000000:698C 00000000:0000 0A 00000000:00000000 00:00000000 00000000   980        0 41007 1
)";

std::optional<Socket> found_in(const char* text, std::uint16_t port, int seconds = 60)
{
    std::istringstream table(text);
    return find_socket(table, port, TimeLimit(std::chrono::seconds(seconds)));
}

TEST(SocketTable, FindsWhoListensWhateverElseHasThePort)
{
    std::istringstream table(kTable);
    const auto listener = find_listener(table, "00000000", 0x698C, TimeLimit());
    ASSERT_TRUE(listener);
    EXPECT_EQ(listener->inode, 41007U) << "not the connection in TIME_WAIT";
    std::istringstream again(kTable);
    EXPECT_FALSE(find_listener(again, "0100007F", 0x698C, TimeLimit()));
}

TEST(SocketTable, FindsTheOwnerOfALocalPort)
{
    const auto socket = found_in(kTable, 0x6987);
    ASSERT_TRUE(socket);
    EXPECT_EQ(socket->inode, 41001U);
    EXPECT_EQ(socket->user, 980U);
    const auto version_6 = found_in(kTable, 0x6989);
    ASSERT_TRUE(version_6);
    EXPECT_EQ(version_6->inode, 41003U);
}

TEST(SocketTable, KnowsThatNobodyHasAnEndedConnection)
{
    const auto ended = found_in(kTable, 0x6988);
    ASSERT_TRUE(ended);
    EXPECT_EQ(ended->inode, 0U);
}

TEST(SocketTable, PrefersAListenerToAnEndedConnectionOfTheSamePort)
{
    const auto socket = found_in(kTable, 0x698C);
    ASSERT_TRUE(socket);
    EXPECT_EQ(socket->inode, 41007U);
}

TEST(SocketTable, CountsNoRemotePort)
{
    EXPECT_FALSE(found_in(kTable, 0xC350));
}

TEST(SocketTable, PassesOverLinesThatAreNoSockets)
{
    EXPECT_FALSE(found_in(kTable, 0x698A));
    EXPECT_FALSE(found_in(kTable, 0x698B));
    EXPECT_FALSE(found_in("", 1));
    EXPECT_FALSE(found_in("::::: : : : : : : : : :", 1));
}

TEST(SocketTable, IsNotReadWhenTheTimeIsOver)
{
    EXPECT_FALSE(found_in(kTable, 0x6987, 0));
}

struct Bound
{
    Fd socket;
    std::uint16_t port = 0;
};

/// Port 0: one that the kernel chooses.
Bound bound(int type, in_addr_t address, std::uint16_t port = 0)
{
    Fd socket(::socket(AF_INET, type | SOCK_CLOEXEC, 0));
    sockaddr_in name = {};
    name.sin_family = AF_INET;
    name.sin_addr.s_addr = htonl(address);
    name.sin_port = htons(port);
    socklen_t size = sizeof name;
    EXPECT_EQ(::bind(socket.get(), reinterpret_cast<sockaddr*>(&name), size), 0);
    EXPECT_EQ(::getsockname(socket.get(), reinterpret_cast<sockaddr*>(&name), &size), 0);
    return {std::move(socket), ntohs(name.sin_port)};
}

std::string holder(std::uint16_t port)
{
    return port_holder(port).value_or("nobody");
}

TEST(Listener, IsWhoeverTakesConnections)
{
    const Bound tcp = bound(SOCK_STREAM, INADDR_LOOPBACK);
    EXPECT_EQ(listener_on(tcp.port), std::nullopt) << "bound, and not listening";
    ASSERT_EQ(::listen(tcp.socket.get(), 1), 0);
    EXPECT_EQ(listener_on(tcp.port), ::geteuid());
}

TEST(ServiceOfAGroup, IsTheOutermost)
{
    EXPECT_EQ(service_of("/system.slice/voice.service"), "voice.service");
    EXPECT_EQ(service_of("/system.slice/voice.service/workers"), "voice.service");
    EXPECT_EQ(service_of("/user.slice/user-1000.slice/user@1000.service/app.slice/ssh.service"),
              "user@1000.service");
    for (const std::string none : {"/", "", "/user.slice/session-1.scope", "/x.service.d/y"})
    {
        EXPECT_EQ(service_of(none), std::nullopt) << none;
    }
}

TEST(PortHolder, IsNobodyOnceThePortIsGivenBack)
{
    const std::uint16_t port = bound(SOCK_DGRAM, INADDR_ANY).port;
    EXPECT_EQ(holder(port), "nobody");
    EXPECT_EQ(holder(port), "nobody") << "the trial itself kept it";
}

TEST(PortHolder, IsNamedByProcessAndCommand)
{
    const Bound udp = bound(SOCK_DGRAM, INADDR_LOOPBACK);
    const std::string port = std::to_string(udp.port);
    const std::string process = "process " + std::to_string(::getpid()) + " (";
    EXPECT_THAT(holder(udp.port), StartsWith("UDP port " + port + " is held by " + process));
    const Bound tcp = bound(SOCK_STREAM, INADDR_ANY);
    ASSERT_EQ(::listen(tcp.socket.get(), 1), 0);
    EXPECT_THAT(holder(tcp.port),
                HasSubstr("TCP port " + std::to_string(tcp.port) + " is held by " + process));
}

TEST(PortHolder, OfUdpIsSeenThoughItWouldShare)
{
    const Bound udp = bound(SOCK_DGRAM, INADDR_ANY);
    const int share = 1;
    ASSERT_EQ(::setsockopt(udp.socket.get(), SOL_SOCKET, SO_REUSEADDR, &share, sizeof share), 0);
    EXPECT_NE(holder(udp.port), "nobody");
}

TEST(PortHolder, IsNoConnectionInTimeWait)
{
    const Bound server = bound(SOCK_STREAM, INADDR_LOOPBACK);
    const int reuse = 1;
    ::setsockopt(server.socket.get(), SOL_SOCKET, SO_REUSEADDR, &reuse, sizeof reuse);
    ASSERT_EQ(::listen(server.socket.get(), 1), 0);
    Bound client = bound(SOCK_STREAM, INADDR_LOOPBACK);
    sockaddr_in name = {};
    name.sin_family = AF_INET;
    name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    name.sin_port = htons(server.port);
    ASSERT_EQ(::connect(client.socket.get(), reinterpret_cast<sockaddr*>(&name), sizeof name), 0);
    Fd accepted(::accept4(server.socket.get(), nullptr, nullptr, SOCK_CLOEXEC));
    client.socket = Fd(); // who closes first keeps TIME_WAIT
    char byte = 0;
    ASSERT_EQ(::read(accepted.get(), &byte, 1), 0);
    accepted = Fd();
    EXPECT_EQ(holder(client.port), "nobody");
}
} // namespace
} // namespace left4me
