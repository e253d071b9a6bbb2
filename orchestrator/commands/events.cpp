#include "commands/events.hpp"

#include "left4me/error.hpp"
#include "paths.hpp"

#include <cerrno>
#include <cstring>

#include <unistd.h>

namespace left4me
{
int perform(const Context& context, const EventsRequest& request)
{
    require_helpers_root(context.root);
    const char* form = request.json ? "json" : "text";
    ::execl(paths::kEvents, paths::kEvents, context.root.path().c_str(), form, nullptr);
    throw UserError(Exit::Unavailable,
                    std::string("cannot execute ") + paths::kEvents + ": " + std::strerror(errno));
}
} // namespace left4me
