#include "commands/adopt.hpp"

#include "commands/being_down.hpp"
#include "commands/message.hpp"
#include "commands/outcome.hpp"
#include "instance/adoption.hpp"
#include "instance/instance.hpp"
#include "instance/instance_lock.hpp"
#include "spec/text.hpp"

namespace left4me
{
namespace
{
bool is_done(const Context& context, const std::string& name)
{
    const bool done = is_adopted(context.root, name);
    if (done)
    {
        say(name + ": nothing to adopt, it has a spec already");
    }
    return done;
}

void say_remarks(const std::string& name, const Adoption& adoption)
{
    for (const std::string& remark : adoption.remarks)
    {
        say(name + ": " + remark);
    }
}

/// What is below runtime is left to the next start, which stages the same files again.
void adopt(const Context& context, const std::string& name)
{
    const InstanceLock lock(context.root, name);
    if (is_done(context, name))
    {
        return;
    }
    require_down(context, name);
    const Adoption adoption = plan_adoption(context.root, name);
    initialize_instance(context.root, name, adoption.spec_text, adoption.spec);
    say_remarks(name, adoption);
    say(name + ": adopted; it starts with: l4d2ctl start " + name);
}

/// Without the lock, which would be a file where there was none: nothing is written.
void rehearse(const Context& context, const std::string& name)
{
    if (is_done(context, name))
    {
        return;
    }
    const Adoption adoption = plan_adoption(context.root, name);
    say_remarks(name, adoption);
    if (adoption.made)
    {
        show("# " + printable(path_of_spec(context.root, name).string()) + "\n" + adoption.spec_text);
    }
}
} // namespace

int perform(const Context& context, const AdoptRequest& request)
{
    require_owner(context.root);
    for (const std::string& name : request.names)
    {
        require_instance(context.root, name);
    }
    const auto names = request.names.empty() ? instance_names(context.root) : request.names;
    if (names.empty())
    {
        say("there are no instances in " + context.root.instances().string());
    }
    return each_in_turn(names, [&](const std::string& name)
                        { request.dry_run ? rehearse(context, name) : adopt(context, name); });
}
} // namespace left4me
