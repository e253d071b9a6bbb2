#include "commands/stop.hpp"

#include "commands/message.hpp"
#include "commands/outcome.hpp"
#include "commands/stopping.hpp"
#include "instance/instance.hpp"
#include "instance/instance_lock.hpp"

namespace left4me
{
int perform(const Context& context, const StopRequest& request)
{
    require_helpers_root(context.root);
    require_owner(context.root);
    for (const std::string& name : request.names)
    {
        require_instance(context.root, name);
    }
    return each_in_turn(request.names,
                        [&](const std::string& name)
                        {
                            const InstanceLock lock(context.root, name);
                            if (request.disable)
                            {
                                disable_unit(context, name);
                                say(name + ": stopped, and will not start at boot");
                                return;
                            }
                            stop_unit(context, name);
                            say(name + ": stopped");
                        });
}
} // namespace left4me
