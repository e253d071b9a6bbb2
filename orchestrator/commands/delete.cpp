#include "commands/delete.hpp"

#include "commands/message.hpp"
#include "commands/names.hpp"
#include "commands/outcome.hpp"
#include "commands/question.hpp"
#include "commands/stopping.hpp"
#include "instance/instance_lock.hpp"
#include "instance/removal.hpp"

namespace left4me
{
int perform(const Context& context, const DeleteRequest& request)
{
    require_helpers_root(context.root);
    if (!request.yes)
    {
        require_yes("stop " + joined(request.names) + " and delete everything of it?");
    }
    return each_in_turn(request.names,
                        [&](const std::string& name)
                        {
                            const InstanceLock lock(context.root, name);
                            retire_unit(context, name); // also of what is half gone
                            remove_instance(context.root, name);
                            say(name + ": deleted");
                        });
}
} // namespace left4me
