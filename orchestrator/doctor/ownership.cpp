#include "doctor/ownership.hpp"

#include "doctor/parts.hpp"
#include "instance/mounted.hpp"
#include "instance/ownership.hpp"

namespace left4me
{
std::optional<Finding> anothers_part_of(const StateRoot& root, const std::string& name)
{
    const auto found = anothers_directory(root, name);
    if (!found)
    {
        return std::nullopt;
    }
    const std::string aside = found->whole.parent_path() / ("." + name + "-of-another-owner");
    // A mount would go with the directory to where nobody looks for it.
    const std::string stop =
        is_mounted(root, name) ? by_owner(root, l4d2ctl_for(root) + " stop " + name) + " && " : "";
    return failure("instances",
                   name + " can neither start nor be made or deleted: " + found->directory.string() +
                       " belongs to another user than " + root.path().string() + "; what is in " +
                       found->whole.string() + " is kept in " + aside,
                   stop + by_owner(root, "mv -T --backup=numbered " + found->whole.string() + " " + aside));
}
} // namespace left4me
