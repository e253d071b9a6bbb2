#include "commands/outcome.hpp"

#include "commands/message.hpp"
#include "left4me/error.hpp"

#include <cerrno>
#include <system_error>

namespace left4me
{
namespace
{
Exit exit_of(const std::error_code& code)
{
    const bool no_room = code == std::errc::no_space_on_device || code == std::errc::read_only_file_system;
    return no_room ? Exit::CantCreat : Exit::OsErr;
}
} // namespace

int outcome_of(const std::function<int()>& step)
{
    try
    {
        return step();
    }
    catch (const UserError& error)
    {
        say(error.what());
        return static_cast<int>(error.exit());
    }
    catch (const HelperError& error)
    {
        if (error.refused_by_sudo())
        {
            say("sudo does not let this user call the root helper; what is wrong says: l4d2ctl doctor");
        }
        return error.status();
    }
    catch (const std::system_error& error)
    {
        say(error.what());
        return static_cast<int>(exit_of(error.code()));
    }
    catch (const std::exception& error)
    {
        say("this is a bug, please report it: " + std::string(error.what()));
        return static_cast<int>(Exit::Software);
    }
}

int each_in_turn(const std::vector<std::string>& names,
                 const std::function<void(const std::string& name)>& step)
{
    int first_failure = 0;
    for (const std::string& name : names)
    {
        const int status = outcome_of(
            [&]
            {
                step(name);
                return 0;
            });
        first_failure = first_failure == 0 ? status : first_failure;
    }
    return first_failure;
}
} // namespace left4me
