#include "commands/restart.hpp"

#include "commands/answering.hpp"
#include "commands/launching.hpp"
#include "commands/outcome.hpp"
#include "commands/server_state.hpp"
#include "commands/stopping.hpp"
#include "instance/instance_lock.hpp"
#include "system/units.hpp"

namespace left4me
{
namespace
{
void restart_server(const Context& context, const std::string& name)
{
    const InstanceLock lock(context.root, name);
    const ServerState state = state_of(unit_state(name, context.verbosity));
    if (state == ServerState::Stopped || state == ServerState::Failed)
    {
        bring_up(context, name, Boot::Enable);
        return;
    }
    stop_unit(context, name);
    launch(context, name, unit_state(name, context.verbosity), Boot::AsBefore, "restarted");
}
} // namespace

int perform(const Context& context, const RestartRequest& request)
{
    require_helpers_root(context.root);
    require_owner(context.root);
    for (const std::string& name : request.names)
    {
        require_launchable(context, name); // before a server goes down that would not come up again
    }
    return each_in_turn(request.names,
                        [&](const std::string& name)
                        {
                            restart_server(context, name);
                            await_answer(context, name, request.wait);
                        });
}
} // namespace left4me
