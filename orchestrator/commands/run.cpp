#include "commands/run.hpp"

#include "commands/game.hpp"
#include "commands/limit_scope.hpp"
#include "commands/own_unit.hpp"
#include "commands/server_state.hpp"
#include "commands/signal_scope.hpp"
#include "instance/instance.hpp"
#include "instance/mounted.hpp"
#include "left4me/error.hpp"
#include "system/units.hpp"

namespace left4me
{
namespace
{
/// systemd has followed whatever symlinks it met when it built this sandbox, so look what it has bound.
/// Environment, umask and signals are the unit's, and the game may have them as they are.
[[noreturn]] void run_in_unit(const Context& context, const std::string& name)
{
    const InstanceEnv env = read_instance_env(context.root, name);
    require_own_mount(context.root, name);
    require_own_bindings(context.root);
    confine_signals();
    confine_limits();
    become_game(context.root, name, game_call(context.root, name, env));
}

[[noreturn]] void refuse_by_hand(const Context& context, const std::string& name)
{
    require_instance(context.root, name);
    const UnitState unit = unit_state(name, context.verbosity);
    const ServerState state = state_of(unit);
    if (state != ServerState::Stopped && state != ServerState::Failed)
    {
        throw UserError(Exit::TempFail, name + " is " + word_of(state) + " already, as " + unit.unit +
                                            ": stop it first: l4d2ctl stop " + name);
    }
    throw UserError(Exit::Unavailable, "a server runs in its unit only: start it with l4d2ctl start " + name);
}
} // namespace

int perform(const Context& context, const RunRequest& request)
{
    if (in_own_unit(request.name))
    {
        run_in_unit(context, request.name);
    }
    refuse_by_hand(context, request.name);
}
} // namespace left4me
