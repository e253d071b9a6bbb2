#include "commands/becoming_up.hpp"

#include "commands/failed_start.hpp"
#include "commands/server_state.hpp"
#include "left4me/error.hpp"
#include "system/units.hpp"

#include <chrono>
#include <fstream>
#include <optional>
#include <thread>

namespace left4me
{
namespace
{
using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kPatience{30};
constexpr std::chrono::seconds kBlindPatience{1};
constexpr std::chrono::milliseconds kBetweenLooks{50};
constexpr char kOurselves[] = "l4d2ctl";

/// nullopt where it cannot be seen: a caller under ProtectProc= or hidepid= sees no process of the sandbox.
std::optional<std::string> program_of(pid_t pid)
{
    std::ifstream file("/proc/" + std::to_string(pid) + "/comm");
    std::string program;
    return std::getline(file, program) ? std::optional(program) : std::nullopt;
}

/// Without a look at the process, time has to tell.
bool has_become_game(const UnitState& unit, Clock::time_point began)
{
    const auto program = unit.main_pid ? program_of(*unit.main_pid) : std::nullopt;
    return program ? *program != kOurselves : Clock::now() - began >= kBlindPatience;
}

bool game_runs(const Context& context, const std::string& name, unsigned restarts_before,
               Clock::time_point began)
{
    const UnitState unit = unit_state(name, context.verbosity);
    const Progress progress = progress_of(unit, restarts_before);
    if (progress == Progress::Failed)
    {
        report_failed_start(context, name, unit.result.value_or("unknown"));
    }
    return progress == Progress::Active && has_become_game(unit, began);
}

[[noreturn]] void report_undecided(const std::string& name)
{
    throw UserError(Exit::TempFail, name + " is neither up nor failed after " +
                                        std::to_string(kPatience.count()) + " s: see l4d2ctl logs " + name);
}
} // namespace

Progress progress_of(const UnitState& unit, unsigned restarts_before)
{
    if (awaits_restart(unit) || unit.restarts.value_or(0) > restarts_before)
    {
        return Progress::Failed;
    }
    switch (state_of(unit))
    {
    case ServerState::Running:
        return Progress::Active;
    case ServerState::Starting:
    case ServerState::Stopping:
        return Progress::Pending;
    case ServerState::Stopped:
    case ServerState::Failed:
    case ServerState::Unknown:
        break;
    }
    return Progress::Failed;
}

void await_game(const Context& context, const std::string& name, unsigned restarts_before)
{
    const Clock::time_point began = Clock::now();
    while (!game_runs(context, name, restarts_before, began))
    {
        if (Clock::now() - began >= kPatience)
        {
            report_undecided(name);
        }
        std::this_thread::sleep_for(kBetweenLooks);
    }
}
} // namespace left4me
