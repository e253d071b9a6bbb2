// Who takes connections.
#pragma once

#include <cstdint>
#include <optional>

#include <sys/types.h>

namespace left4me
{
/// Whose socket listens for TCP on that port, on any address, in the caller's network namespace
/// (proc_pid_net(5)). nullopt: none does, or it was not found within two seconds.
[[nodiscard]] std::optional<uid_t> listener_on(std::uint16_t port);
} // namespace left4me
