// Becoming the game.
#pragma once

#include "instance/instance_env.hpp"
#include "instance/state_root.hpp"
#include "system/process.hpp"

#include <filesystem>

namespace left4me
{
/// srcds_run in `merged`, and its arguments. -norestart, since otherwise Valve's script restarts a crashed
/// game out of systemd's sight; +ip 0.0.0.0, since otherwise RCON is not on loopback.
[[nodiscard]] Argv game_call(const std::filesystem::path& merged, const InstanceEnv& env);

/// Throws UserError(NoPerm) for a directory which the unit binds beside merged and which is not the caller's.
void require_own_bindings(const StateRoot& root);

/// Changes to `merged` and executes the call; returns by throwing UserError only.
[[noreturn]] void become_game(const std::filesystem::path& merged, const Argv& call);
} // namespace left4me
