#include "system/a2s.hpp"

#include "left4me/fd.hpp"
#include "system/a2s_packet.hpp"

#include <cerrno>
#include <string_view>
#include <system_error>

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace left4me
{
namespace
{
using Clock = std::chrono::steady_clock;

constexpr std::size_t kPacketLimit = 65536;
constexpr int kChallengeLimit = 4; // a server that asks for more does not mean to answer

[[noreturn]] void fail(const char* what)
{
    throw std::system_error(errno, std::generic_category(), what);
}

/// Connected, so that only the server's own packets come, and a port without one is a refusal.
Fd socket_to(std::uint16_t port)
{
    Fd socket(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (!socket || ::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    {
        fail("cannot query a server");
    }
    return socket;
}

/// False: nothing listens.
bool send(const Fd& socket, const std::string& query)
{
    const ssize_t sent = ::send(socket.get(), query.data(), query.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno != ECONNREFUSED)
    {
        fail("cannot query a server");
    }
    return sent >= 0;
}

/// nullopt: none until the deadline, or nothing listens.
std::optional<std::string> next_packet(const Fd& socket, Clock::time_point deadline)
{
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    pollfd wait{socket.get(), POLLIN, 0};
    if (left.count() <= 0 || ::poll(&wait, 1, static_cast<int>(left.count())) <= 0)
    {
        return std::nullopt;
    }
    std::string packet(kPacketLimit, '\0');
    const ssize_t size = ::recv(socket.get(), packet.data(), packet.size(), 0);
    if (size < 0)
    {
        return std::nullopt;
    }
    packet.resize(static_cast<std::size_t>(size));
    return packet;
}
} // namespace

std::optional<ServerInfo> query_info(std::uint16_t port, std::chrono::milliseconds timeout)
{
    const auto deadline = Clock::now() + timeout;
    const Fd socket = socket_to(port);
    if (!send(socket, info_query()))
    {
        return std::nullopt;
    }
    int challenges = 0;
    while (const auto packet = next_packet(socket, deadline))
    {
        const InfoReply reply = parse_info_reply(*packet);
        if (const auto* info = std::get_if<ServerInfo>(&reply))
        {
            return *info;
        }
        const auto* challenge = std::get_if<Challenge>(&reply);
        if (challenge != nullptr &&
            (++challenges > kChallengeLimit || !send(socket, info_query(challenge->bytes))))
        {
            return std::nullopt;
        }
    }
    return std::nullopt;
}
} // namespace left4me
