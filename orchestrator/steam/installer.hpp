// Application 222860 into a directory, over all the obstacles that Steam puts up.
#pragma once

#include "steam/session.hpp"

namespace left4me
{
struct AppOptions
{
    std::filesystem::path directory; ///< as SteamCMD sees it
    std::optional<std::string>
        branch;             ///< nullopt: SteamCMD's choice, which is public where nothing is installed
    bool validate = false;  ///< check every file against Steam's
    bool has_linux = false; ///< the directory holds the Linux files, of whatever build
};

/// The report of the run that decided. Since November 2024 Steam answers an anonymous request for the Linux
/// files with "Invalid platform" unless the Windows files were asked for before (steam-for-linux issue
/// 11522), so that is done first where it has to be.
[[nodiscard]] Report install_app(const Session& session, const AppOptions& options, const Listener& listener);
} // namespace left4me
