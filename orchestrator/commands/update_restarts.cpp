#include "commands/update_restarts.hpp"

#include "commands/generation_upkeep.hpp"
#include "commands/message.hpp"
#include "commands/names.hpp"
#include "commands/restart.hpp"
#include "commands/server_state.hpp"
#include "installation/generations.hpp"
#include "instance/instance_env.hpp"
#include "left4me/error.hpp"
#include "system/a2s.hpp"
#include "system/units.hpp"

#include <algorithm>
#include <thread>
#include <utility>

namespace left4me
{
namespace
{
using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kPatienceWithServer{1000};
constexpr std::chrono::seconds kBetweenRounds{5};

std::vector<std::string> outdated(const Context& context)
{
    const auto current = current_generation(context.root);
    std::vector<std::string> names;
    for (const auto& [generation, users] : users_of_generations(context))
    {
        if (generation != current)
        {
            names.insert(names.end(), users.begin(), users.end());
        }
    }
    const auto is_down = [&](const std::string& name)
    {
        const ServerState state = state_of(unit_state(name, context.verbosity));
        return state != ServerState::Running && state != ServerState::Starting;
    };
    names.erase(std::remove_if(names.begin(), names.end(), is_down), names.end());
    return names;
}

bool is_empty(const Context& context, const std::string& name)
{
    const auto info = query_info(read_instance_env(context.root, name).port, kPatienceWithServer);
    return info && info->players <= info->bots;
}

int restart_empty(const Context& context, const std::vector<std::string>& names)
{
    std::vector<std::string> empty;
    std::copy_if(names.begin(), names.end(), std::back_inserter(empty),
                 [&](const std::string& name) { return is_empty(context, name); });
    return empty.empty() ? 0 : perform(context, RestartRequest{empty, std::nullopt});
}
[[noreturn]] void fail_with_players(const std::vector<std::string>& names, std::chrono::seconds patience)
{
    throw UserError(Exit::TempFail, "still with players, or without an answer, after " +
                                        std::to_string(patience.count()) + " s: " + joined(names) +
                                        "; they go on with the older build");
}
} // namespace

int restart_outdated(const Context& context, Restarts when, std::chrono::seconds patience)
{
    std::vector<std::string> names = outdated(context);
    if (when == Restarts::No || names.empty())
    {
        return 0;
    }
    if (when == Restarts::Now)
    {
        return perform(context, RestartRequest{names, std::nullopt});
    }
    const Clock::time_point deadline = Clock::now() + patience;
    for (bool said = false;; std::this_thread::sleep_for(kBetweenRounds))
    {
        const int status = restart_empty(context, names);
        names = outdated(context);
        if (status != 0 || names.empty())
        {
            return status;
        }
        if (Clock::now() >= deadline)
        {
            fail_with_players(names, patience);
        }
        if (!std::exchange(said, true))
        {
            say("waiting for players to leave: " + joined(names));
        }
    }
}
} // namespace left4me
