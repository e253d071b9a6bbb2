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

/// One query to one server, until it is answered or cannot be any more.
template <typename Answer>
class Exchange
{
public:
    using Query = std::string (*)(std::string_view challenge);
    using Parse = A2sReply<Answer> (*)(std::string_view packet);

    Exchange(std::uint16_t port, Query query, Parse parse)
        : query_(query), parse_(parse), socket_(socket_to(port)), open_(send(socket_, query({})))
    {
    }

    [[nodiscard]] bool is_open() const { return open_; }
    [[nodiscard]] const Fd& socket() const { return socket_; }
    [[nodiscard]] const std::optional<Answer>& answer() const { return answer_; }

    /// Takes the packet that has come.
    void go_on()
    {
        std::string packet(kPacketLimit, '\0');
        const ssize_t size = ::recv(socket_.get(), packet.data(), packet.size(), 0);
        if (size < 0)
        {
            open_ = errno == EAGAIN || errno == EINTR;
            return;
        }
        take(parse_(std::string_view(packet).substr(0, static_cast<std::size_t>(size))));
    }

private:
    void take(const A2sReply<Answer>& reply)
    {
        if (const auto* answer = std::get_if<Answer>(&reply))
        {
            answer_ = *answer;
            open_ = false;
        }
        if (const auto* challenge = std::get_if<Challenge>(&reply))
        {
            open_ = ++challenges_ <= kChallengeLimit && send(socket_, query_(challenge->bytes));
        }
    }

    Query query_;
    Parse parse_;
    Fd socket_;
    int challenges_ = 0;
    bool open_;
    std::optional<Answer> answer_;
};

/// Until all are through or the time is over.
template <typename Answer>
void await_all(std::vector<Exchange<Answer>>& exchanges, std::chrono::milliseconds timeout)
{
    const auto deadline = Clock::now() + timeout;
    for (;;)
    {
        std::vector<Exchange<Answer>*> open;
        std::vector<pollfd> waits;
        for (Exchange<Answer>& exchange : exchanges)
        {
            if (exchange.is_open())
            {
                open.push_back(&exchange);
                waits.push_back({exchange.socket().get(), POLLIN, 0});
            }
        }
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
        if (open.empty() || left.count() <= 0 ||
            ::poll(waits.data(), waits.size(), static_cast<int>(left.count())) <= 0)
        {
            return;
        }
        for (std::size_t at = 0; at < open.size(); ++at)
        {
            if (waits[at].revents != 0)
            {
                open[at]->go_on();
            }
        }
    }
}

template <typename Answer>
std::optional<Answer> query_one(std::uint16_t port, typename Exchange<Answer>::Query query,
                                typename Exchange<Answer>::Parse parse, std::chrono::milliseconds timeout)
{
    std::vector<Exchange<Answer>> one;
    one.emplace_back(port, query, parse);
    await_all(one, timeout);
    return one.front().answer();
}
} // namespace

std::optional<ServerInfo> query_info(std::uint16_t port, std::chrono::milliseconds timeout)
{
    return query_one<ServerInfo>(port, info_query, parse_info_reply, timeout);
}

std::optional<std::vector<Player>> query_players(std::uint16_t port, std::chrono::milliseconds timeout)
{
    return query_one<std::vector<Player>>(port, players_query, parse_players_reply, timeout);
}

std::vector<std::optional<ServerInfo>> query_infos(const std::vector<std::uint16_t>& ports,
                                                   std::chrono::milliseconds timeout)
{
    std::vector<Exchange<ServerInfo>> exchanges;
    std::vector<std::size_t> places; // in `ports`
    for (std::size_t at = 0; at < ports.size(); ++at)
    {
        try
        {
            exchanges.emplace_back(ports[at], info_query, parse_info_reply);
            places.push_back(at);
        }
        catch (const std::system_error&)
        {
            continue; // too many of them for our descriptors: the others' answers still count
        }
    }
    await_all(exchanges, timeout);
    std::vector<std::optional<ServerInfo>> infos(ports.size());
    for (std::size_t at = 0; at < exchanges.size(); ++at)
    {
        infos[places[at]] = exchanges[at].answer();
    }
    return infos;
}
} // namespace left4me
