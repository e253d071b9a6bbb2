#include "commands/stopping.hpp"

#include "commands/server_state.hpp"
#include "instance/mounted.hpp"
#include "instance/removal.hpp"
#include "left4me/error.hpp"
#include "system/overlay_helper.hpp"
#include "system/units.hpp"

#include <chrono>
#include <thread>

namespace left4me
{
namespace
{
// The helper returns when the job is done; this is for another job that came between.
constexpr std::chrono::seconds kLongestStop{20};
constexpr std::chrono::milliseconds kBetweenStops{50};

bool is_down(const UnitState& unit)
{
    const ServerState state = state_of(unit);
    return state == ServerState::Stopped || state == ServerState::Failed;
}

/// Only the plain word: what is enabled until the next boot, linked or masked is systemctl's to judge.
/// systemd remembers it while the unit is loaded.
bool is_enabled_nowhere(const UnitState& unit)
{
    return unit.unit_file_state == "disabled";
}

[[noreturn]] void report_not_down(const std::string& name, ServerState state, bool mounted)
{
    throw UserError(Exit::TempFail, name + " is " + word_of(state) + (mounted ? " and still mounted" : "") +
                                        " although systemd stopped it: see l4d2ctl logs " + name);
}
} // namespace

UnitState await_down(const Context& context, const std::string& name)
{
    const auto deadline = std::chrono::steady_clock::now() + kLongestStop;
    for (;;)
    {
        // Before the unit's state: what is mounted of a unit that is down, stays so.
        const bool mounted = is_mounted(context.root, name);
        UnitState unit = unit_state(name, context.verbosity);
        const bool down = is_down(unit);
        if (down && !mounted)
        {
            return unit;
        }
        if (std::chrono::steady_clock::now() >= deadline)
        {
            report_not_down(name, state_of(unit), mounted);
        }
        if (down)
        {
            require_no_foreign_mount(context.root, name);
            unmount(name, context.verbosity);
            continue;
        }
        std::this_thread::sleep_for(kBetweenStops);
    }
}

void stop_unit(const Context& context, const std::string& name)
{
    Systemctl(context.verbosity).stop(name);
    await_down(context, name);
}

UnitState disable_unit(const Context& context, const std::string& name)
{
    const Systemctl systemctl(context.verbosity);
    if (is_enabled_nowhere(unit_state(name, context.verbosity)))
    {
        systemctl.stop(name);
        UnitState unit = await_down(context, name);
        if (state_of(unit) == ServerState::Stopped &&
            is_enabled_nowhere(unit)) // no longer loaded: from the disk
        {
            return unit;
        }
    }
    systemctl.disable(name);
    return await_down(context, name);
}

void retire_unit(const Context& context, const std::string& name)
{
    if (state_of(disable_unit(context, name)) == ServerState::Failed)
    {
        Systemctl(context.verbosity).reset_failed(name);
    }
    if (has_leftovers_of_root(context.root, name)) // of a mount that the earlier tool made
    {
        unmount(name, context.verbosity);
    }
}
} // namespace left4me
