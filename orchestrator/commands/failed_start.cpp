#include "commands/failed_start.hpp"

#include "commands/server_state.hpp"
#include "left4me/error.hpp"
#include "system/journal.hpp"
#include "system/units.hpp"

#include <chrono>
#include <functional>
#include <system_error>
#include <thread>

#include <unistd.h>

namespace left4me
{
namespace
{
constexpr unsigned kLastLines = 20;
// A process is gone before journald has written its last words.
constexpr std::chrono::milliseconds kJournaldsDelay{500};

void show_last_lines(const Context& context, const std::string& name)
{
    std::this_thread::sleep_for(kJournaldsDelay);
    JournalRequest request;
    request.name = name;
    request.lines = kLastLines;
    static_cast<void>(show_journal(request, STDERR_FILENO, context.verbosity));
}

void passing_over_failures(const std::function<void()>& step)
{
    try
    {
        step();
    }
    catch (const UserError&)
    {
    }
    catch (const HelperError&)
    {
    }
    catch (const std::system_error&)
    {
    }
}
} // namespace

void show_why_it_failed(const Context& context, const std::string& name)
{
    passing_over_failures(
        [&]
        {
            const UnitState now = unit_state(name, context.verbosity);
            if (state_of(now) == ServerState::Failed || awaits_restart(now))
            {
                show_last_lines(context, name);
            }
        });
}

void report_failed_start(const Context& context, const std::string& name, const std::string& result)
{
    passing_over_failures([&] { show_last_lines(context, name); });
    throw UserError(Exit::Failed, name + " failed to start (" + result +
                                      "); above are the last lines of l4d2ctl logs " + name +
                                      ", and l4d2ctl doctor checks the host");
}
} // namespace left4me
