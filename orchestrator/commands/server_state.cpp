#include "commands/server_state.hpp"

#include <array>
#include <string_view>
#include <utility>

#include <sys/wait.h>

namespace left4me
{
namespace
{
constexpr int kSignalBase = 128;

constexpr std::array<std::pair<std::string_view, ServerState>, 7> kStates = {{
    {"active", ServerState::Running},
    {"reloading", ServerState::Running},
    {"refreshing", ServerState::Running},
    {"activating", ServerState::Starting},
    {"deactivating", ServerState::Stopping},
    {"inactive", ServerState::Stopped},
    {"failed", ServerState::Failed},
}};
} // namespace

ServerState state_of(const UnitState& unit)
{
    for (const auto& [word, state] : kStates)
    {
        if (unit.active_state == word)
        {
            return state;
        }
    }
    return ServerState::Unknown;
}

const char* word_of(ServerState state)
{
    switch (state)
    {
    case ServerState::Running:
        return "running";
    case ServerState::Starting:
        return "starting";
    case ServerState::Stopping:
        return "stopping";
    case ServerState::Stopped:
        return "stopped";
    case ServerState::Failed:
        return "failed";
    case ServerState::Unknown:
        break;
    }
    return "unknown";
}

const char* state_text(const UnitState& unit)
{
    return awaits_restart(unit) ? "restarting" : word_of(state_of(unit));
}

std::optional<bool> is_enabled(const UnitState& unit)
{
    // enabled-runtime is gone after a boot, so only the plain word counts.
    return unit.unit_file_state ? std::optional(*unit.unit_file_state == "enabled") : std::nullopt;
}

bool awaits_restart(const UnitState& unit)
{
    // systemd 254 and later also know auto-restart-queued.
    constexpr std::string_view kPrefix = "auto-restart";
    return unit.sub_state && unit.sub_state->compare(0, kPrefix.size(), kPrefix) == 0;
}

std::optional<int> exit_status_of(const UnitState& unit)
{
    if (state_of(unit) == ServerState::Running || !unit.exec_main_code || !unit.exec_main_status)
    {
        return std::nullopt;
    }
    const bool exited = *unit.exec_main_code == CLD_EXITED;
    return exited ? *unit.exec_main_status : kSignalBase + *unit.exec_main_status;
}
} // namespace left4me
