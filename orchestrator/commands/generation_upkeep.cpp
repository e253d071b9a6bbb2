#include "commands/generation_upkeep.hpp"

#include "commands/message.hpp"
#include "commands/names.hpp"
#include "commands/server_state.hpp"
#include "installation/generations.hpp"
#include "installation/usage.hpp"
#include "steam/manifest.hpp"
#include "system/units.hpp"

#include <algorithm>

namespace left4me
{
namespace
{
constexpr std::string_view kGenerationPrefix = "installations/";

/// What systemd does not know of is as good as running.
bool may_be_mounted_again(const UnitState& unit)
{
    return state_of(unit) != ServerState::Stopped || is_enabled(unit) != false;
}

/// Where systemd cannot be asked, or knows another state root's servers by these names, all are.
std::vector<std::string> mounted_again(const Context& context, const std::vector<std::string>& names)
{
    std::vector<std::string> found;
    try
    {
        require_helpers_root(context.root);
        const std::vector<UnitState> units = unit_states(names, context.verbosity);
        for (std::size_t at = 0; at < names.size(); ++at)
        {
            if (may_be_mounted_again(units.at(at)))
            {
                found.push_back(names[at]);
            }
        }
    }
    catch (const std::exception&)
    {
        return names;
    }
    return found;
}

bool is_number(const std::string& name)
{
    return name.find_first_not_of("0123456789") == std::string::npos;
}
} // namespace

std::map<std::string, std::vector<std::string>> users_of_generations(const Context& context)
{
    std::map<std::string, std::string> generation_of;
    std::vector<std::string> all;
    for (const auto& [layer, names] : users_of_installations(context.root))
    {
        for (const std::string& name : names)
        {
            if (layer.starts_with(kGenerationPrefix))
            {
                generation_of[name] = layer.substr(kGenerationPrefix.size());
                all.push_back(name);
            }
        }
    }
    std::map<std::string, std::vector<std::string>> users;
    for (const std::string& name : mounted_again(context, all)) // one question for all
    {
        users[generation_of.at(name)].push_back(name);
    }
    return users;
}

std::vector<std::string> superfluous(const std::vector<std::string>& generations, const std::string& current,
                                     const std::string& before,
                                     const std::map<std::string, std::vector<std::string>>& users,
                                     std::size_t keep)
{
    std::vector<std::string> found;
    for (const std::string& name : generations)
    {
        const bool needed = name == current || name == before || users.count(name) != 0 || !is_number(name);
        if (!needed && generations.size() - found.size() > keep)
        {
            found.push_back(name);
        }
    }
    return found;
}

void remove_superfluous(const Context& context, const std::string& current, const std::string& before,
                        std::size_t keep)
{
    const auto users = users_of_generations(context);
    std::vector<std::string> old, whole;
    for (const std::string& name : generation_names(context.root))
    {
        // One that could run no server is nothing to return to, and takes no whole one's place.
        const bool broken = name != current && users.count(name) == 0 && is_number(name) &&
                            fault_of(context.root.installations() / name);
        (broken ? old : whole).push_back(name);
    }
    for (std::string& name : superfluous(whole, current, before, users, keep))
    {
        old.push_back(std::move(name));
    }
    for (const std::string& name : old)
    {
        remove_generation(context.root, name);
    }
    if (!old.empty())
    {
        say("removed what no server uses any more: generation " + joined(old));
    }
}
} // namespace left4me
