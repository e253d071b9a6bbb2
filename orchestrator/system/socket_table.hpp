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
    std::uint64_t inode = 0; ///< names it in /proc/PID/fd, "socket:[INODE]"; 0 when no process has it
    uid_t user = 0;
};

/// A socket whose local port this is: one that a process has, or else one that is left over, such as a
/// connection in TIME_WAIT. Lines that cannot be read are passed over.
[[nodiscard]] std::optional<Socket> find_socket(std::string_view table, std::uint16_t port);
} // namespace left4me
