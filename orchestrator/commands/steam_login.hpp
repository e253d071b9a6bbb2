// Passwords, which no command line, log or terminal shows.
#pragma once

#include "steam/session.hpp"

#include <optional>

namespace left4me
{
/// Password and Steam Guard code of a Steam user: two lines of the descriptor, the second may be missing;
/// else, on a terminal, asked for without echo. An empty password means that SteamCMD still knows the user,
/// and so does no terminal. Throws UserError(NoInput) when the descriptor cannot be read.
[[nodiscard]] Login ask_login(const std::string& user, const std::optional<unsigned>& descriptor);
} // namespace left4me
