#include "commands/being_down.hpp"

#include "commands/server_state.hpp"
#include "instance/mounted.hpp"
#include "left4me/error.hpp"
#include "system/units.hpp"

namespace left4me
{
namespace
{
/// Where systemd cannot be asked no unit of ours runs, and where the helpers work elsewhere its unit is
/// another's.
ServerState state_in_unit(const Context& context, const std::string& name)
{
    try
    {
        require_helpers_root(context.root);
        return state_of(unit_state(name, Verbosity::Quiet));
    }
    catch (const std::exception&)
    {
        return ServerState::Unknown;
    }
}
} // namespace

void require_down(const Context& context, const std::string& name)
{
    const ServerState state = state_in_unit(context, name);
    const bool down =
        state == ServerState::Stopped || state == ServerState::Failed || state == ServerState::Unknown;
    if (!down)
    {
        throw UserError(Exit::TempFail, name + " is " + word_of(state) +
                                            ", as its unit: stop it first: l4d2ctl stop " + name);
    }
    if (is_mounted(context.root, name))
    {
        const std::string merged = context.root.merged(name).string();
        // No command of root's: its owner may have made it a link to another's mount by then.
        throw UserError(Exit::TempFail, name + " does not run, but " + merged +
                                            " is mounted: unmount it first, with l4d2ctl stop " + name +
                                            ", or as whoever mounted it");
    }
}
} // namespace left4me
