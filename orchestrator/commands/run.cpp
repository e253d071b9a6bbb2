#include "commands/run.hpp"

#include "commands/game.hpp"
#include "commands/limit_scope.hpp"
#include "commands/own_unit.hpp"
#include "commands/run_by_hand.hpp"
#include "commands/signal_scope.hpp"
#include "instance/binding.hpp"
#include "instance/mounted.hpp"

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
    require_own_bindings(context.root, name);
    confine_signals();
    confine_limits();
    confine_leases();
    const auto merged = context.root.merged(name);
    become_game(merged, game_call(merged, env));
}
} // namespace

int perform(const Context& context, const RunRequest& request)
{
    if (in_own_unit(request.name))
    {
        run_in_unit(context, request.name);
    }
    run_by_hand(context, request.name);
}
} // namespace left4me
