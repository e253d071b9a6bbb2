#include "commands/launching.hpp"

#include "commands/becoming_up.hpp"
#include "commands/failed_start.hpp"
#include "commands/message.hpp"
#include "commands/newer_spec.hpp"
#include "commands/server_state.hpp"
#include "commands/stopping.hpp"
#include "commands/warnings.hpp"
#include "instance/instance.hpp"
#include "instance/instance_env.hpp"
#include "instance/layers.hpp"
#include "instance/mounted.hpp"
#include "instance/ownership.hpp"
#include "instance/staging.hpp"
#include "left4me/error.hpp"
#include "system/ports.hpp"
#include "system/time_limit.hpp"
#include "system/units.hpp"

namespace left4me
{
namespace
{
/// systemd counts starts by hand towards the limit, too, and would refuse the sixth restart in a minute. It
/// remembers them while the unit stays loaded, which an enabled or failed one does; to reset another is an
/// error.
void forget_earlier_starts(const Context& context, const std::string& name, const UnitState& before)
{
    const bool remembered = before.invocation_id && is_enabled(before) == true;
    if (remembered || state_of(before) == ServerState::Failed)
    {
        Systemctl(context.verbosity).reset_failed(name);
    }
}

void enable_or_start(const Context& context, const std::string& name, const UnitState& before, Boot boot)
{
    const Systemctl systemctl(context.verbosity);
    if (boot == Boot::Enable && is_enabled(before) != true)
    {
        systemctl.enable(name);
        return;
    }
    systemctl.start(name);
}

void say_started(const Context& context, const std::string& name, const std::string& what)
{
    const bool at_boot = is_enabled(unit_state(name, context.verbosity)) == true;
    say(name + ": " + what + (at_boot ? ", and will start at boot" : ", and will not start at boot"));
}

void keep_up(const Context& context, const std::string& name, const UnitState& before, Boot boot)
{
    if (boot == Boot::Enable && is_enabled(before) != true)
    {
        Systemctl(context.verbosity).enable(name);
    }
    await_game(context, name, before.restarts.value_or(0));
    say_started(context, name, "runs already");
    if (has_newer_spec(context, name, before))
    {
        say_newer_spec(name);
    }
}

bool is_up(const UnitState& unit)
{
    const ServerState state = state_of(unit);
    return state == ServerState::Running || (state == ServerState::Starting && !awaits_restart(unit));
}

/// Such as the one whose directory somebody copied.
std::optional<std::string> instance_with_port(const StateRoot& root, const std::string& but,
                                              std::uint16_t port)
{
    const TimeLimit limit;
    const std::vector<std::string> names = instance_names(root);
    const auto other = std::find_if(names.begin(), names.end(),
                                    [&](const std::string& name) {
                                        return name != but && !limit.is_over() && port_of(root, name) == port;
                                    });
    return other == names.end() ? std::nullopt : std::optional(*other);
}

void require_unmasked(const UnitState& unit, const std::string& name)
{
    if (unit.load_state == "masked")
    {
        throw UserError(Exit::TempFail, name + " cannot start: systemctl mask has switched off its unit; "
                                               "l4d2ctl doctor says how to bring it back");
    }
}

bool is_on_its_way_down(const UnitState& unit)
{
    return state_of(unit) == ServerState::Stopping || awaits_restart(unit);
}
} // namespace

void require_port_unheld(const StateRoot& root, const std::string& name, std::uint16_t port)
{
    if (const auto holder = port_holder(port))
    {
        const auto other = instance_with_port(root, name, port);
        throw UserError(Exit::TempFail, name + " cannot start: " + *holder +
                                            (other ? ", and the instance " + *other + " has it, too" : "") +
                                            ": stop that first, or give " + name + " another port");
    }
}

void require_launchable(const Context& context, const std::string& name)
{
    require_own_directories(context.root, name);
    require_unmasked(unit_state(name, context.verbosity), name);
    const Spec spec = load_spec(context.root, name);
    require_port_of_its_own(context.root, name, spec);
    if (read_instance_env(context.root, name).port != spec.port)
    {
        require_port_unheld(context.root, name, spec.port);
    }
    require_stageable(context.root, spec);
}

void launch(const Context& context, const std::string& name, const UnitState& before, Boot boot,
            const std::string& done)
{
    require_own_directories(context.root, name);
    const Spec spec = load_spec(context.root, name);
    // Reads instance.env, too, which staging writes anew: a broken one was meddled with, and the user should
    // know.
    require_port_of_its_own(context.root, name, spec);
    require_port_unheld(context.root, name, spec.port);
    try
    {
        stage_instance(context.root, name, spec);
    }
    catch (const UserError&)
    {
        // A start goes on at systemd when its caller was killed, and may have mounted since we asked.
        const UnitState now = unit_state(name, context.verbosity);
        if (!is_up(now))
        {
            throw;
        }
        keep_up(context, name, now, boot);
        return;
    }
    forget_earlier_starts(context, name, before);
    try
    {
        enable_or_start(context, name, before, boot);
    }
    catch (const HelperError&)
    {
        show_why_it_failed(context, name);
        throw;
    }
    await_game(context, name, 0);
    say_started(context, name, done);
    say_warnings(context.root, name, spec);
}

void bring_up(const Context& context, const std::string& name, Boot boot)
{
    // Before the unit's state: what is mounted of a unit that is down, stays so.
    const bool mounted = is_mounted(context.root, name);
    UnitState before = unit_state(name, context.verbosity);
    if (is_up(before))
    {
        keep_up(context, name, before, boot);
        return;
    }
    if (is_on_its_way_down(before) || mounted)
    {
        // Staging must neither race with systemd's own next start nor lie below a mount.
        stop_unit(context, name);
        before = unit_state(name, context.verbosity);
    }
    launch(context, name, before, boot);
}
} // namespace left4me
