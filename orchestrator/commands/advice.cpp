#include "commands/advice.hpp"

#include "commands/message.hpp"
#include "left4me/error.hpp"

#include <unistd.h>

namespace left4me
{
namespace
{
std::optional<std::string> advice_to_caller(const Context& context)
{
    return ::geteuid() == 0 ? std::nullopt : advice_to_others(context.root);
}
} // namespace

bool say_what_others_miss(const Context& context)
{
    const auto advice = advice_to_caller(context);
    if (advice)
    {
        say("what only the owner may read is not shown; " + *advice);
    }
    return advice.has_value();
}

void advising_others(const Context& context, const std::function<void()>& step)
{
    const auto advice = advice_to_caller(context);
    try
    {
        step();
    }
    catch (const UserError& error)
    {
        if (advice && error.exit() == Exit::NoPerm)
        {
            throw UserError(Exit::NoPerm, std::string(error.what()) + "; " + *advice);
        }
        throw;
    }
    catch (const HelperError& error)
    {
        if (!advice)
        {
            throw;
        }
        say(*advice);
        throw HelperError(error.what(), error.status());
    }
}
} // namespace left4me
