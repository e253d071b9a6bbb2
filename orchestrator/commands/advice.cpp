#include "commands/advice.hpp"

#include "commands/message.hpp"
#include "left4me/error.hpp"

#include <unistd.h>

namespace left4me
{
void advising_others(const Context& context, const std::function<void()>& step)
{
    const auto advice = ::geteuid() == 0 ? std::nullopt : advice_to_others(context.root);
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
    catch (const HelperError&)
    {
        if (advice)
        {
            say(*advice);
        }
        throw;
    }
}
} // namespace left4me
