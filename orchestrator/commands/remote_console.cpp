#include "commands/remote_console.hpp"

#include "commands/advice.hpp"
#include "commands/server_state.hpp"
#include "instance/instance.hpp"
#include "instance/instance_env.hpp"
#include "instance/rcon_password.hpp"
#include "left4me/error.hpp"
#include "system/listener.hpp"
#include "system/terminal_text.hpp"
#include "system/units.hpp"

#include <sys/stat.h>

namespace left4me
{
std::uint16_t require_running(const Context& context, const std::string& name)
{
    require_helpers_root(context.root);
    require_instance(context.root, name);
    const ServerState state = state_of(unit_state(name, context.verbosity));
    if (state != ServerState::Running)
    {
        throw UserError(Exit::TempFail,
                        name + " does not run, it is " + word_of(state) +
                            (state == ServerState::Starting ? "; try again in a moment"
                                                            : "; it is started with: l4d2ctl start " + name));
    }
    return read_instance_env(context.root, name).port;
}

void require_own_listener(const Context& context, const std::string& name, std::uint16_t port)
{
    struct stat root = {};
    const auto user = listener_on(port);
    if (!user)
    {
        throw UserError(Exit::TempFail, name + " takes no connection on TCP port " + std::to_string(port));
    }
    if (::stat(context.root.path().c_str(), &root) != 0 || *user != root.st_uid)
    {
        throw UserError(Exit::NoPerm, "TCP port " + std::to_string(port) + " of " + name +
                                          " is another user's, who would get the RCON password");
    }
}

Rcon open_console(const Context& context, const std::string& name)
{
    std::uint16_t port = 0;
    std::optional<std::string> password;
    advising_others(context,
                    [&]
                    {
                        port = require_running(context, name);
                        password = rcon_password(context.root, name);
                    });
    if (!password)
    {
        throw UserError(Exit::Config, name +
                                          " has no RCON password: put rcon_password \"...\" under config: "
                                          "in its spec, then: l4d2ctl restart " +
                                          name);
    }
    require_own_listener(context, name, port);
    return {name, port, *password, kConsolePatience};
}

std::string answer_text(const std::string& answer)
{
    std::string text = for_terminal(answer);
    return text.empty() || text.back() == '\n' ? text : text + "\n";
}
} // namespace left4me
