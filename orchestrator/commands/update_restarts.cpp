#include "commands/update_restarts.hpp"

#include "commands/generation_upkeep.hpp"
#include "commands/message.hpp"
#include "commands/names.hpp"
#include "commands/outcome.hpp"
#include "commands/restart.hpp"
#include "commands/server_state.hpp"
#include "installation/generations.hpp"
#include "instance/instance_env.hpp"
#include "left4me/error.hpp"
#include "system/a2s.hpp"
#include "system/units.hpp"

#include <algorithm>
#include <set>
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

/// One after the other: what becomes of one is no reason to leave the next with the older build.
class Restarter
{
public:
    explicit Restarter(const Context& context) : context_(context) {}

    void restart(const std::string& name)
    {
        note(name, outcome_of([&] { return perform(context_, RestartRequest{{name}, std::nullopt}); }));
    }
    void restart_if_empty(const std::string& name)
    {
        bool empty = false;
        const int status = outcome_of(
            [&]
            {
                empty = is_empty(context_, name);
                return 0;
            });
        note(name, status);
        if (empty)
        {
            restart(name);
        }
    }

    [[nodiscard]] bool gave_up(const std::string& name) const { return failed_.count(name) != 0; }
    /// Of the first failure; 0 when there was none.
    [[nodiscard]] int status() const { return status_; }

private:
    void note(const std::string& name, int status)
    {
        if (status != 0)
        {
            failed_.insert(name);
            status_ = status_ == 0 ? status : status_;
        }
    }

    const Context& context_;
    std::set<std::string> failed_;
    int status_ = 0;
};

UserError time_is_over(const std::vector<std::string>& names, std::chrono::seconds patience)
{
    return UserError(Exit::TempFail, "still with players, or without an answer, after " +
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
    Restarter restarter(context);
    if (when == Restarts::Now)
    {
        std::for_each(names.begin(), names.end(), [&](const std::string& name) { restarter.restart(name); });
        return restarter.status();
    }
    const Clock::time_point deadline = Clock::now() + patience;
    for (bool said = false;; std::this_thread::sleep_for(kBetweenRounds))
    {
        std::for_each(names.begin(), names.end(),
                      [&](const std::string& name) { restarter.restart_if_empty(name); });
        names = outdated(context);
        std::erase_if(names, [&](const std::string& name) { return restarter.gave_up(name); });
        if (names.empty())
        {
            return restarter.status();
        }
        if (Clock::now() >= deadline)
        {
            throw time_is_over(names, patience);
        }
        if (!std::exchange(said, true))
        {
            say("waiting for players to leave: " + joined(names));
        }
    }
}
} // namespace left4me
