// Reaching the console of a running server.
#pragma once

#include "commands/context.hpp"
#include "system/rcon.hpp"

#include <cstdint>
#include <string>

namespace left4me
{
/// How long a server may take to answer: a map change takes some seconds, in which it answers nobody.
inline constexpr std::chrono::milliseconds kConsolePatience{5000};

/// The port of a running server. Throws UserError: NoInput for no such instance, TempFail when it does not
/// run, Config for another root than the helpers'.
[[nodiscard]] std::uint16_t require_running(const Context& context, const std::string& name);

/// Throws UserError(TempFail) where nobody listens for TCP on that port, and NoPerm where it is another user
/// than the owner of the state root: he would get the password. Another game can have it all the same.
void require_own_listener(const Context& context, const std::string& name, std::uint16_t port);

/// Throws as require_running(), rcon_password(), require_own_listener() and Rcon do, and UserError(Config)
/// where no password is set.
[[nodiscard]] Rcon open_console(const Context& context, const std::string& name);

/// An answer as data for stdout: what could steer a terminal as \xNN, and whole lines.
[[nodiscard]] std::string answer_text(const std::string& answer);
} // namespace left4me
