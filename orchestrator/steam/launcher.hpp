// Where SteamCMD is.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace left4me
{
/// Where Valve offers SteamCMD for Linux.
[[nodiscard]] std::string steamcmd_address();

/// `configured` (LEFT4ME_STEAMCMD), else steamcmd.sh in `home`, else steamcmd in PATH.
/// Throws UserError(Unavailable), with the commands that get it, when there is none or `configured` cannot be
/// executed.
[[nodiscard]] std::filesystem::path find_steamcmd(const std::optional<std::string>& configured,
                                                  const std::filesystem::path& home);

/// The directory in which SteamCMD keeps `linux32` and `linux64` with the steamclient.so that the game needs;
/// nullopt when it has none (yet). `user_home` is the calling user's.
[[nodiscard]] std::optional<std::filesystem::path> libraries_of(const std::filesystem::path& launcher,
                                                                const std::filesystem::path& user_home);
} // namespace left4me
