// Who has a port on this host.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace left4me
{
/// Tries to bind the port as the game does, UDP and TCP on 0.0.0.0, and gives it back at once; connections in
/// TIME_WAIT do not count. nullopt: the port is free. Otherwise who has it, for a sentence: "UDP port 27015
/// is held by process 4711 (srcds_linux)", or "… by a process of user left4me", or "… by a process that
/// cannot be seen". Throws std::system_error where the kernel refuses for another reason.
[[nodiscard]] std::optional<std::string> port_holder(std::uint16_t port);
} // namespace left4me
