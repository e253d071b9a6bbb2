#include "commands/reset.hpp"

#include "commands/message.hpp"
#include "commands/names.hpp"
#include "commands/outcome.hpp"
#include "commands/question.hpp"
#include "commands/stopping.hpp"
#include "instance/instance.hpp"
#include "instance/instance_lock.hpp"
#include "instance/ownership.hpp"
#include "instance/removal.hpp"

namespace left4me
{
int perform(const Context& context, const ResetRequest& request)
{
    require_helpers_root(context.root);
    require_owner(context.root);
    for (const std::string& name : request.names)
    {
        require_instance(context.root, name);
    }
    if (!request.yes)
    {
        require_yes("stop " + joined(request.names) + " and wipe everything changed there?");
    }
    return each_in_turn(request.names,
                        [&](const std::string& name)
                        {
                            const InstanceLock lock(context.root, name);
                            require_own_directories(context.root, name);
                            retire_unit(context, name);
                            remove_runtime(context.root, name);
                            say(name + ": wiped; it will not start at boot");
                        });
}
} // namespace left4me
