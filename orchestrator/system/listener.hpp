// Who takes connections.
#pragma once

#include <cstdint>
#include <optional>

#include <sys/types.h>

namespace left4me
{
/// Whose socket gets a TCP connection to that port of 127.0.0.1, in the caller's network namespace
/// (proc_pid_net(5)): another user's may listen there besides one on all addresses, or on another of the
/// host's. nullopt: none does, or it was not found within two seconds.
[[nodiscard]] std::optional<uid_t> listener_on(std::uint16_t port);
} // namespace left4me
