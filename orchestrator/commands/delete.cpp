#include "commands/delete.hpp"

#include "commands/message.hpp"
#include "commands/names.hpp"
#include "commands/outcome.hpp"
#include "commands/question.hpp"
#include "commands/stopping.hpp"
#include "instance/instance.hpp"
#include "instance/instance_lock.hpp"
#include "instance/ownership.hpp"
#include "instance/removal.hpp"
#include "spec/nearest.hpp"

#include <algorithm>
#include <iterator>

namespace left4me
{
namespace
{
bool is_anywhere(const StateRoot& root, const std::string& name)
{
    std::error_code error;
    const auto is_there = [&](const std::filesystem::path& path)
    { return std::filesystem::exists(std::filesystem::symlink_status(path, error)); };
    return is_there(root.instance(name)) || is_there(root.runtime(name));
}

void delete_instance(const Context& context, const std::string& name)
{
    const InstanceLock lock(context.root, name);
    require_own_directories(context.root, name);
    const bool was_there = is_anywhere(context.root, name);
    retire_unit(context, name); // also of what is half gone
    remove_instance(context.root, name);
    say(was_there ? name + ": deleted"
                  : "nothing was deleted: there is no instance " + name +
                        did_you_mean(name, instance_names(context.root)));
}
} // namespace

int perform(const Context& context, const DeleteRequest& request)
{
    require_helpers_root(context.root);
    require_owner(context.root);
    std::vector<std::string> there;
    std::copy_if(request.names.begin(), request.names.end(), std::back_inserter(there),
                 [&](const std::string& name) { return is_anywhere(context.root, name); });
    if (!request.yes && !there.empty())
    {
        require_yes("stop " + joined(there) + " and delete everything of it?");
    }
    return each_in_turn(request.names, [&](const std::string& name) { delete_instance(context, name); });
}
} // namespace left4me
