#include "installation/usage.hpp"

#include "instance/instance.hpp"
#include "instance/layers.hpp"

namespace left4me
{
std::map<std::string, std::vector<std::string>> users_of_installations(const StateRoot& root)
{
    std::map<std::string, std::vector<std::string>> users;
    for (const std::string& name : instance_names(root))
    {
        if (const auto layer = read_installation_layer(root, name))
        {
            users[*layer].push_back(name);
        }
    }
    return users;
}
} // namespace left4me
