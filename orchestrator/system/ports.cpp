#include "system/ports.hpp"

#include "left4me/fd.hpp"
#include "system/control_group.hpp"
#include "system/socket_table.hpp"
#include "system/terminal_text.hpp"
#include "system/time_limit.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include <netinet/in.h>
#include <pwd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace left4me
{
namespace
{
namespace fs = std::filesystem;

struct Protocol
{
    const char* name;
    int type;
    bool reuse; // a listener may share its port with connections in TIME_WAIT, which the game's does too
    const char* tables[2];
};

constexpr Protocol kProtocols[] = {
    {"UDP", SOCK_DGRAM, false, {"/proc/net/udp", "/proc/net/udp6"}},
    {"TCP", SOCK_STREAM, true, {"/proc/net/tcp", "/proc/net/tcp6"}},
};

[[noreturn]] void fail(const Protocol& protocol, std::uint16_t port)
{
    throw std::system_error(errno, std::generic_category(),
                            std::string("cannot try ") + protocol.name + " port " + std::to_string(port));
}

bool is_free(const Protocol& protocol, std::uint16_t port)
{
    const Fd socket(::socket(AF_INET, protocol.type | SOCK_CLOEXEC, 0));
    const int reuse = protocol.reuse ? 1 : 0;
    if (!socket || ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &reuse, sizeof reuse) != 0)
    {
        fail(protocol, port);
    }
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_ANY);
    if (::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
    {
        return true;
    }
    if (errno != EADDRINUSE)
    {
        fail(protocol, port);
    }
    return false;
}

// Whoever likes has processes, descriptors and sockets by the million, and root looks into all.
constexpr std::chrono::seconds kLongestSearch{2};

std::optional<Socket> socket_on(const Protocol& protocol, std::uint16_t port, const TimeLimit& limit)
{
    std::optional<Socket> left_over;
    for (const char* name : protocol.tables)
    {
        std::ifstream table(name);
        const auto socket = find_socket(table, port, limit);
        if (socket && socket->inode != 0)
        {
            return socket;
        }
        left_over = socket ? socket : left_over;
    }
    return left_over;
}

/// Processes come and go and mostly are not ours to look into: whatever fails is passed over.
bool holds(const fs::path& process, const std::string& link, const TimeLimit& limit)
{
    std::error_code error;
    for (fs::directory_iterator entry(process / "fd", error), end; !error && entry != end && !limit.is_over();
         entry.increment(error))
    {
        std::error_code unreadable;
        if (fs::read_symlink(entry->path(), unreadable) == link)
        {
            return true;
        }
    }
    return false;
}

bool is_number(const std::string& text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// ", of voice.service", where cgroup(7) says so: what to stop, rather than to kill.
std::string unit_around(const fs::path& process)
{
    constexpr std::string_view kUnified = "0::";
    std::ifstream table(process / "cgroup");
    for (std::string line; std::getline(table, line);)
    {
        const auto service =
            line.starts_with(kUnified) ? service_of(line.substr(kUnified.size())) : std::nullopt;
        if (service)
        {
            return ", of " + for_terminal(*service);
        }
    }
    return "";
}

/// "process 4711 (srcds_linux)"
std::optional<std::string> process_with(const Socket& socket, const TimeLimit& limit)
{
    const std::string link = "socket:[" + std::to_string(socket.inode) + "]";
    std::error_code error;
    for (fs::directory_iterator entry("/proc", error), end; !error && entry != end && !limit.is_over();
         entry.increment(error))
    {
        const std::string pid = entry->path().filename().string();
        if (is_number(pid) && holds(entry->path(), link, limit))
        {
            std::string command;
            std::getline(std::ifstream(entry->path() / "comm"), command);
            return "process " + pid + " (" + for_terminal(command) + ")" + unit_around(entry->path());
        }
    }
    return std::nullopt;
}

/// "980" where nobody has this number any more.
std::string name_of(uid_t user)
{
    const passwd* entry = ::getpwuid(user);
    return entry == nullptr ? std::to_string(user) : for_terminal(entry->pw_name);
}

std::optional<std::string> holder_on(const Protocol& protocol, std::uint16_t port)
{
    const TimeLimit limit(kLongestSearch);
    const auto socket = socket_on(protocol, port, limit);
    if (!socket)
    {
        return "a process that cannot be seen";
    }
    if (socket->inode == 0)
    {
        return std::nullopt; // left over, and no obstacle to SO_REUSEADDR among sockets that all set it
    }
    // Others see no descriptors of another user's. Not by ss(8), which prints what a process calls itself
    // raw.
    const char* const advice = ::geteuid() == 0 ? "" : ", which sudo l4d2ctl doctor names";
    return process_with(*socket, limit).value_or("a process of user " + name_of(socket->user) + advice);
}
} // namespace

std::optional<std::string> port_holder(std::uint16_t port)
{
    for (const Protocol& protocol : kProtocols)
    {
        const auto holder = is_free(protocol, port) ? std::nullopt : holder_on(protocol, port);
        if (holder)
        {
            return std::string(protocol.name) + " port " + std::to_string(port) + " is held by " + *holder;
        }
    }
    return std::nullopt;
}
} // namespace left4me
