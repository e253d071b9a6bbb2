#include "commands/logs.hpp"

#include "commands/advice.hpp"
#include "commands/message.hpp"
#include "instance/instance.hpp"

#include <unistd.h>

namespace left4me
{
int perform(const Context& context, const LogsRequest& request)
{
    require_helpers_root(context.root);
    require_instance(context.root, request.journal.name);
    const JournalRequest& journal = request.journal;
    bool anything = false;
    advising_others(context, [&] { anything = show_journal(journal, STDOUT_FILENO, context.verbosity); });
    if (!anything && journal.lines > 0)
    {
        say("the journal has no line of " + journal.name + ": it was never started, or its lines are gone");
    }
    return 0;
}
} // namespace left4me
