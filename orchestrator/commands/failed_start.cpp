#include "commands/failed_start.hpp"

#include "left4me/error.hpp"
#include "system/journal.hpp"

#include <chrono>
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
} // namespace

void show_last_lines(const Context& context, const std::string& name)
{
    std::this_thread::sleep_for(kJournaldsDelay);
    JournalRequest request;
    request.name = name;
    request.lines = kLastLines;
    try
    {
        show_journal(request, STDERR_FILENO, context.verbosity);
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

void report_failed_start(const Context& context, const std::string& name, const std::string& result)
{
    show_last_lines(context, name);
    throw UserError(Exit::Failed, name + " failed to start (" + result +
                                      "); above are the last lines of l4d2ctl logs " + name);
}
} // namespace left4me
