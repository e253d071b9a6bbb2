// ~/.steam/sdk32 and sdk64, without which a server starts in LAN mode and does not say so.
#pragma once

#include "instance/state_root.hpp"

#include <filesystem>

namespace left4me
{
/// Makes or mends the two links in the calling user's home; a link that already leads to a steamclient.so is
/// left as it is. They lead to linux32 and linux64 of steam/ below the state root, which is what the units'
/// sandbox shows; where SteamCMD lives elsewhere, its libraries are copied there. Throws UserError(CantCreat)
/// and others; says on stderr when SteamCMD has no such library.
void provide_steam_libraries(const StateRoot& root, const std::filesystem::path& launcher);
} // namespace left4me
