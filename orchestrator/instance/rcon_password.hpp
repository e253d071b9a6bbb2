// The password of a server's remote console.
#pragma once

#include "instance/state_root.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace left4me
{
/// The text of a cfg file; nullopt where it is not known.
using CfgReader = std::function<std::optional<std::string>(const std::string& file_name)>;

/// What `cfg` leaves `rcon_password` at, executing what it executes as far as `read` knows it. nullopt: it is
/// not set, or set to nothing.
[[nodiscard]] std::optional<std::string> rcon_password_in(std::string_view cfg, const CfgReader& read);

/// Of the instance's staged server.cfg, which the running server has executed, and of the files staged beside
/// it; before the first start, of the spec. Throws UserError: NoInput where they may not be read, DataErr
/// where the game put something else in their place, which is never followed.
[[nodiscard]] std::optional<std::string> rcon_password(const StateRoot& root, const std::string& name);
} // namespace left4me
