// The kernel's tables of sockets, /proc/net/{udp,udp6,tcp,tcp6}. Inner header of this room.
#pragma once

#include "system/time_limit.hpp"

#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <string_view>

#include <sys/types.h>

namespace left4me
{
struct Socket
{
    std::uint64_t inode = 0; ///< names it in /proc/PID/fd, "socket:[INODE]"; 0 when no process has it
    uid_t user = 0;
    bool listens = false; ///< for TCP
    std::string address;  ///< the local one, in the table's hexadecimal digits
};

/// The socket that listens for TCP on this local address, as the table has it, and port. nullopt: none does,
/// or it was not found within the limit.
[[nodiscard]] std::optional<Socket> find_listener(std::istream& table, std::string_view address,
                                                  std::uint16_t port, const TimeLimit& limit);

/// A socket whose local port this is: one that a process has, or else one that is left over, such as a
/// connection in TIME_WAIT. Lines that cannot be read are passed over. What is beyond the limit is not
/// looked at: for each piece that is read the kernel begins anew, and whoever likes has sockets by the
/// hundred thousand.
[[nodiscard]] std::optional<Socket> find_socket(std::istream& table, std::uint16_t port,
                                                const TimeLimit& limit);
} // namespace left4me
