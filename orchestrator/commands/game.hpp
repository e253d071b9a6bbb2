// Becoming the game.
#pragma once

#include "instance/instance_env.hpp"
#include "system/process.hpp"

#include <filesystem>

namespace left4me
{
/// srcds_run in `merged`, and its arguments. -norestart, since otherwise Valve's script restarts a crashed
/// game out of systemd's sight; +ip 0.0.0.0, since otherwise RCON is not on loopback.
[[nodiscard]] Argv game_call(const std::filesystem::path& merged, const InstanceEnv& env);

/// Changes to `merged` and executes the call; returns by throwing UserError only.
[[noreturn]] void become_game(const std::filesystem::path& merged, const Argv& call);
} // namespace left4me
