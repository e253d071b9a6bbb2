// What a unit's state means for a server.
#pragma once

#include "system/unit_state.hpp"

#include <optional>

namespace left4me
{
enum class ServerState
{
    Running,
    Starting, ///< or crashed, and systemd is about to start it again
    Stopping,
    Stopped,
    Failed,
    Unknown,
};

[[nodiscard]] ServerState state_of(const UnitState& unit);

/// The word that programs and users read.
[[nodiscard]] const char* word_of(ServerState state);

/// That word in a table for people, who shall see at once which server has crashed: "restarting".
[[nodiscard]] const char* state_text(const UnitState& unit);

/// Whether it starts at boot; nullopt where systemd does not say.
[[nodiscard]] std::optional<bool> is_enabled(const UnitState& unit);

/// Whether the game has ended by itself and systemd waits before it starts it again.
[[nodiscard]] bool awaits_restart(const UnitState& unit);

/// Status of the last run that ended, 128 + N after signal N; nullopt while running, or when forgotten.
[[nodiscard]] std::optional<int> exit_status_of(const UnitState& unit);
} // namespace left4me
