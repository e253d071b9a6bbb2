// A server on loopback that says what it is told to, whatever its client says.
#pragma once

#include "left4me/fd.hpp"

#include <chrono>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace left4me::test
{
/// Says one text after each `size` bytes that have come, or goes on saying it; leaves after the last.
struct TcpTurn
{
    std::size_t size;
    std::string text;
    bool again_and_again = false; ///< until the client leaves, for four seconds at most
};

class TcpServer
{
public:
    explicit TcpServer(std::vector<TcpTurn> turns)
        : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)), turns_(std::move(turns))
    {
        sockaddr_in name = {};
        name.sin_family = AF_INET;
        name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof name;
        EXPECT_EQ(::bind(listener_.get(), reinterpret_cast<sockaddr*>(&name), size), 0);
        EXPECT_EQ(::listen(listener_.get(), 1), 0);
        EXPECT_EQ(::getsockname(listener_.get(), reinterpret_cast<sockaddr*>(&name), &size), 0);
        port_ = ntohs(name.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    TcpServer(const TcpServer&) = delete;
    TcpServer& operator=(const TcpServer&) = delete;
    TcpServer(TcpServer&&) = delete;
    TcpServer& operator=(TcpServer&&) = delete;
    ~TcpServer() { thread_.join(); }

    [[nodiscard]] std::uint16_t port() const { return port_; }
    /// What came until the end.
    [[nodiscard]] std::string received()
    {
        thread_.join();
        thread_ = std::thread([] {});
        return received_;
    }

private:
    static void say(const Fd& client, const TcpTurn& turn)
    {
        const int times = turn.again_and_again ? 200 : 1;
        for (int said = 0; said < times; ++said)
        {
            if (::send(client.get(), turn.text.data(), turn.text.size(), MSG_NOSIGNAL) < 0)
            {
                return;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(turn.again_and_again ? 20 : 0));
        }
    }

    void serve()
    {
        const Fd client(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
        const timeval patience{5, 0};
        ::setsockopt(client.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        for (const TcpTurn& turn : turns_)
        {
            std::string piece(turn.size, '\0');
            const ssize_t got = ::recv(client.get(), piece.data(), piece.size(), MSG_WAITALL);
            received_ += piece.substr(0, got < 0 ? 0 : static_cast<std::size_t>(got));
            say(client, turn);
        }
        if (turns_.empty() || turns_.back().text.empty())
        {
            char ignored = 0; // silent, until the client has lost patience
            while (::recv(client.get(), &ignored, 1, 0) > 0)
            {
            }
        }
    }

    Fd listener_;
    std::vector<TcpTurn> turns_;
    std::string received_;
    std::uint16_t port_ = 0;
    std::thread thread_;
};
} // namespace left4me::test
