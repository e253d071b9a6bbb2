#include "doctor/strays.hpp"

#include "doctor/parts.hpp"
#include "instance/directory.hpp"
#include "instance/instance.hpp"
#include "instance/mounted.hpp"
#include "instance/tree.hpp"
#include "spec/name.hpp"
#include "spec/text.hpp"

#include <algorithm>

namespace left4me
{
namespace
{
constexpr std::size_t kMostStrays = 10'000;

std::vector<std::string> entries_in(const std::filesystem::path& path)
{
    const auto dir = find_directory(path);
    return dir ? entries_of(*dir, kMostStrays) : std::vector<std::string>();
}
} // namespace

std::vector<std::string> names_without_instance(const StateRoot& root)
{
    std::vector<std::string> names = entries_in(root.runtime());
    std::erase_if(names, [&](const std::string& name)
                  { return !is_instance_name(name) || instance_exists(root, name); });
    std::sort(names.begin(), names.end());
    return names;
}

std::optional<Finding> server_without_instance(const StateRoot& root, const std::string& name)
{
    return is_mounted(root, name)
               ? std::optional(failure("instances",
                                       "the server " + name + " runs, and " + root.instance(name).string() +
                                           " is gone: put it back, or end the server",
                                       by_owner(root, l4d2ctl_for(root) + " delete " + name)))
               : std::nullopt;
}

std::optional<Finding> illegal_name(const StateRoot& root)
{
    for (const std::string& name : entries_in(root.instances()))
    {
        if (!name.starts_with(".") && !is_instance_name(name) && instance_exists(root, name))
        {
            return warning(
                "instances",
                root.instances().string() + " has " + shown(name) +
                    ", which is no instance: their names have 1 to 64 of the characters a-z 0-9 _ -",
                by_owner(root, "ls -lb " + root.instances().string()));
        }
    }
    return std::nullopt;
}
} // namespace left4me
