#include "commands/start.hpp"

#include "commands/answering.hpp"
#include "commands/launching.hpp"
#include "commands/outcome.hpp"
#include "instance/instance.hpp"
#include "instance/instance_lock.hpp"
#include "instance/ownership.hpp"

namespace left4me
{
namespace
{
void bring_up_alone(const Context& context, const std::string& name, Boot boot)
{
    const InstanceLock lock(context.root, name);
    bring_up(context, name, boot);
}
} // namespace

int perform(const Context& context, const StartRequest& request)
{
    require_helpers_root(context.root);
    require_owner(context.root);
    for (const std::string& name : request.names)
    {
        require_own_directories(context.root, name);
        static_cast<void>(load_spec(context.root, name));
    }
    const Boot boot = request.enable ? Boot::Enable : Boot::AsBefore;
    return each_in_turn(request.names,
                        [&](const std::string& name)
                        {
                            bring_up_alone(context, name, boot);
                            await_answer(context, name, request.wait);
                        });
}
} // namespace left4me
