#include "commands/answering.hpp"

#include "commands/becoming_up.hpp"
#include "commands/failed_start.hpp"
#include "commands/message.hpp"
#include "instance/instance_env.hpp"
#include "left4me/error.hpp"
#include "system/a2s.hpp"
#include "system/units.hpp"

#include <algorithm>
#include <thread>

namespace left4me
{
namespace
{
using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kOneQuery{500};
constexpr std::chrono::milliseconds kBetweenQueries{250};

std::chrono::milliseconds until(Clock::time_point deadline, std::chrono::milliseconds at_most)
{
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
    return std::clamp(left, std::chrono::milliseconds{1}, at_most);
}
} // namespace

void await_answer(const Context& context, const std::string& name,
                  std::optional<std::chrono::seconds> patience)
{
    if (!patience)
    {
        return;
    }
    const std::uint16_t port = read_instance_env(context.root, name).port;
    const unsigned restarts = unit_state(name, context.verbosity).restarts.value_or(0);
    const Clock::time_point deadline = Clock::now() + *patience;
    while (!query_info(port, until(deadline, kOneQuery)))
    {
        const UnitState unit = unit_state(name, context.verbosity);
        if (progress_of(unit, restarts) == Progress::Failed)
        {
            report_failed_start(context, name, unit.result.value_or("unknown"));
        }
        if (Clock::now() >= deadline)
        {
            throw UserError(Exit::TempFail, name + " runs, but has not answered on UDP port " +
                                                std::to_string(port) + " within " +
                                                std::to_string(patience->count()) +
                                                " s; it keeps running: see l4d2ctl logs " + name);
        }
        std::this_thread::sleep_for(until(deadline, kBetweenQueries));
    }
    say(name + ": answers on UDP port " + std::to_string(port));
}
} // namespace left4me
