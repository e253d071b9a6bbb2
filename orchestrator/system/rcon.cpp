#include "system/rcon.hpp"

#include "left4me/error.hpp"
#include "system/signals.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

namespace left4me
{
namespace
{
constexpr std::size_t kRconLongestAnswer = 4 * std::size_t{1024} * 1024;
constexpr std::int32_t kRconRefused = -1;

/// False when the time is over.
bool await_ready(const Fd& socket, short event, std::chrono::steady_clock::time_point deadline)
{
    const EndingSignals signals;
    for (;;)
    {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
        std::array<pollfd, 2> waits{{{socket.get(), event, 0}, {signals.arrived().get(), POLLIN, 0}}};
        const int ready =
            left.count() <= 0 ? 0 : ::poll(waits.data(), waits.size(), static_cast<int>(left.count()));
        if (ready < 0 && errno != EINTR)
        {
            throw std::system_error(errno, std::generic_category(), "cannot wait for a server");
        }
        signals.throw_if_arrived();
        if (ready >= 0)
        {
            return ready > 0;
        }
    }
}

/// A game that hangs accepts nobody, and once its queue is full the kernel lets us wait, too. Empty: nothing
/// listens, or the time is over.
Fd connected_to(std::uint16_t port, std::chrono::steady_clock::time_point deadline)
{
    Fd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!socket)
    {
        throw std::system_error(errno, std::generic_category(), "cannot open a socket");
    }
    const int at_once = 1; // a command and its mark are two packets: the second must not wait for an ACK
    ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int error =
        ::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 ? 0 : errno;
    if (error == EINPROGRESS && await_ready(socket, POLLOUT, deadline))
    {
        socklen_t size = sizeof error;
        ::getsockopt(socket.get(), SOL_SOCKET, SO_ERROR, &error, &size);
    }
    return error == 0 ? std::move(socket) : Fd();
}
} // namespace

Rcon::Rcon(std::string server, std::uint16_t port, const std::string& password,
           std::chrono::milliseconds timeout)
    : server_(std::move(server)), port_(port), timeout_(timeout)
{
    const auto deadline = Clock::now() + timeout;
    socket_ = connected_to(port, deadline);
    if (!socket_)
    {
        give_up("takes no connection on TCP port " + std::to_string(port_));
    }
    log_in(password, deadline);
}

/// A response without content comes first, then the verdict.
void Rcon::log_in(const std::string& password, Clock::time_point deadline)
{
    const std::int32_t id = ++last_id_;
    send({id, kRconAuth, password}, deadline);
    RconPacket packet = receive(deadline);
    while (packet.type != kRconAuthResponse)
    {
        packet = receive(deadline);
    }
    if (packet.id == kRconRefused)
    {
        throw UserError(Exit::NoPerm, server_ + " refuses the RCON password of its server.cfg: a plugin or "
                                                "somebody on its console has changed it since; a restart "
                                                "brings it back");
    }
    if (packet.id != id)
    {
        give_up("answers a question that nobody asked");
    }
}

std::string Rcon::execute(const std::string& command)
{
    if (command.size() > kRconLongestCommand || command.find('\0') != std::string::npos)
    {
        throw UserError(Exit::Usage, "a command for the server's console has at most " +
                                         std::to_string(kRconLongestCommand) + " bytes and no NUL");
    }
    const auto deadline = Clock::now() + timeout_;
    const std::int32_t id = ++last_id_;
    const std::int32_t mirrored = ++last_id_;
    send({id, kRconExecute, command}, deadline);
    // Nothing says which packet of an answer is the last; but answers come in turn, and this one is known.
    send({mirrored, kRconResponse, {}}, deadline);
    std::string answer;
    for (RconPacket packet = receive(deadline); packet.id != mirrored; packet = receive(deadline))
    {
        answer += packet.id == id ? packet.body : std::string();
        if (answer.size() > kRconLongestAnswer)
        {
            give_up("does not come to an end with its answer");
        }
    }
    return answer;
}

void Rcon::send(const RconPacket& packet, Clock::time_point deadline)
{
    std::string rest = format_rcon(packet);
    while (!rest.empty())
    {
        if (!await_ready(socket_, POLLOUT, deadline))
        {
            give_up("takes nothing on TCP port " + std::to_string(port_));
        }
        const ssize_t sent = ::send(socket_.get(), rest.data(), rest.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno != EAGAIN)
        {
            give_up("closed the connection");
        }
        rest.erase(0, static_cast<std::size_t>(std::max<ssize_t>(sent, 0)));
    }
}

RconPacket Rcon::receive(Clock::time_point deadline)
{
    for (;;)
    {
        const RconReading reading = read_rcon(received_);
        if (const auto* front = std::get_if<RconFront>(&reading))
        {
            received_.erase(0, front->size);
            return front->packet;
        }
        if (std::holds_alternative<RconNonsense>(reading))
        {
            give_up("answers with something that is not RCON");
        }
        if (!await_ready(socket_, POLLIN, deadline))
        {
            give_up("does not answer on TCP port " + std::to_string(port_) + " within " +
                    std::to_string(timeout_.count()) + " ms");
        }
        std::array<char, 4096> buffer{};
        const ssize_t size = ::recv(socket_.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (size == 0 || (size < 0 && errno != EAGAIN))
        {
            give_up("closed the connection");
        }
        received_.append(buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
    }
}

void Rcon::give_up(const std::string& why) const
{
    throw UserError(Exit::TempFail, server_ + " " + why);
}
} // namespace left4me
