#include "commands/send.hpp"

#include "commands/message.hpp"
#include "commands/remote_console.hpp"

namespace left4me
{
int perform(const Context& context, const SendRequest& request)
{
    show(answer_text(open_console(context, request.name).execute(request.command)));
    return 0;
}
} // namespace left4me
