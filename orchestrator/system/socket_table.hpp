// The kernel's tables of sockets, /proc/net/{udp,udp6,tcp,tcp6}. Inner header of this room.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <sys/types.h>

namespace left4me
{
struct Socket
{
    std::uint64_t inode = 0; ///< names it in /proc/PID/fd: "socket:[INODE]"
    uid_t user = 0;
};

/// The first socket in a table whose local port this is; connections that have ended, which nobody holds,
/// do not count. Lines that cannot be read are passed over.
[[nodiscard]] std::optional<Socket> find_socket(std::string_view table, std::uint16_t port);
} // namespace left4me
