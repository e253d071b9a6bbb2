#include "doctor/ownership.hpp"

#include "doctor/giving_back.hpp"
#include "doctor/parts.hpp"
#include "instance/mounted.hpp"
#include "instance/ownership.hpp"

#include <utility>

namespace left4me
{
namespace
{
/// A mount would go with the directory to where nobody looks for it.
std::string command_to_stop(const StateRoot& root, const std::string& name)
{
    return mounted_as_far_as_known(root, name).value_or(false)
               ? by_owner(root, l4d2ctl_for(root) + " stop " + name) + " && "
               : "";
}
} // namespace

std::optional<Finding> anothers_part_of(const StateRoot& root, const std::string& name)
{
    const auto found = anothers_directory(root, name);
    if (!found)
    {
        return std::nullopt;
    }
    const std::string fault = name +
                              " can neither start nor be made or deleted: " + found->directory.string() +
                              " belongs to another user than " + root.path().string();
    if (found->directory == found->whole)
    {
        if (auto command = command_to_give_back(root, found->whole))
        {
            return failure("instances", fault, std::move(*command));
        }
    }
    const std::string aside = found->whole.parent_path() / ("." + name + "-of-another-owner");
    return failure("instances", fault + "; what is in " + found->whole.string() + " is kept in " + aside,
                   command_to_stop(root, name) +
                       by_owner(root, "mv -T --backup=numbered " + found->whole.string() + " " + aside));
}
} // namespace left4me
