#include "commands/logs.hpp"

#include "instance/instance.hpp"

#include <unistd.h>

namespace left4me
{
int perform(const Context& context, const LogsRequest& request)
{
    require_helpers_root(context.root);
    require_instance(context.root, request.journal.name);
    show_journal(request.journal, STDOUT_FILENO, context.verbosity);
    return 0;
}
} // namespace left4me
