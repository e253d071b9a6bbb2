#include "doctor/spec_access.hpp"

#include "doctor/editor.hpp"
#include "doctor/giving_back.hpp"
#include "doctor/parts.hpp"
#include "instance/instance.hpp"
#include "spec/name.hpp"

#include <string_view>
#include <utility>

namespace left4me
{
namespace
{
constexpr std::string_view kInstances = "instances/";
constexpr std::string_view kSpec = "/spec.yaml";
} // namespace

std::string command_with_spec(const StateRoot& root, const std::string& name)
{
    return by_owner(root,
                    l4d2ctl_for(root) + " initialize " + name + " -f " + path_of_spec(root, name).string());
}

std::string command_to_edit(const StateRoot& root, const std::string& name)
{
    return command_to_edit_file(by_owner(root, ""), path_of_spec(root, name).string()) + " && " +
           command_with_spec(root, name);
}

std::string command_to_have_spec(const StateRoot& root, const std::string& name)
{
    const std::filesystem::path spec = path_of_spec(root, name);
    if (auto command = command_to_give_back(root, spec))
    {
        return std::move(*command);
    }
    return by_owner(root,
                    "mv -T --backup=numbered " + spec.string() + " " + spec.string() + ".of-another-owner") +
           " && " + command_to_edit(root, name);
}

std::optional<std::string> instance_of_spec(const std::string& path)
{
    if (!path.starts_with(kInstances) || !path.ends_with(kSpec) ||
        path.size() <= kInstances.size() + kSpec.size())
    {
        return std::nullopt;
    }
    std::string name = path.substr(kInstances.size(), path.size() - kInstances.size() - kSpec.size());
    return is_instance_name(name) ? std::optional(std::move(name)) : std::nullopt;
}
} // namespace left4me
