// /etc/left4me/host.env: KEY=VALUE lines, blank lines, # comments; no quoting, nothing trimmed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace left4me
{
struct HostEnv
{
    std::optional<std::string> root;     ///< LEFT4ME_ROOT, absolute
    std::optional<std::string> steamcmd; ///< LEFT4ME_STEAMCMD
    std::uint16_t first_port = 1024;     ///< LEFT4ME_PORT_RANGE_START
    std::uint16_t last_port = 65535;     ///< LEFT4ME_PORT_RANGE_END
    std::vector<std::string> unknown;    ///< LEFT4ME_… keys that mean nothing to us
};

/// All that mean something here.
[[nodiscard]] const std::vector<std::string>& host_env_keys();

/// Throws UserError(Config) for a line that is none of the three, a duplicate key, or a bad known value.
[[nodiscard]] HostEnv parse_host_env(std::string_view text, const std::string& file);

/// The installed host.env; an absent one gives the defaults. So does one that the caller may not read, unless
/// he is the service user: whoever tries a server in a state root of his own is no business of this file.
[[nodiscard]] HostEnv read_host_env();

/// LEFT4ME_STEAMCMD of the environment, else host.env's.
[[nodiscard]] std::optional<std::string> configured_steamcmd();
} // namespace left4me
