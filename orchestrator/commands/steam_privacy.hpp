// What SteamCMD keeps, for the owner of the state root alone.
#pragma once

#include "instance/state_root.hpp"

namespace left4me
{
/// Closes to others the directories below the state root, which is the service user's home, where SteamCMD
/// keeps logins: it makes them as any file. Their group may still look in. Throws UserError.
void close_what_steam_keeps(const StateRoot& root);
} // namespace left4me
