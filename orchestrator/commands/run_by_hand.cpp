#include "commands/run_by_hand.hpp"

#include "commands/advice.hpp"
#include "commands/being_down.hpp"
#include "commands/game.hpp"
#include "commands/launching.hpp"
#include "instance/by_hand.hpp"
#include "instance/instance.hpp"
#include "instance/instance_lock.hpp"
#include "instance/layers.hpp"
#include "instance/staging.hpp"
#include "left4me/error.hpp"
#include "system/private_overlay.hpp"

#include <system_error>

#include <unistd.h>

namespace left4me
{
namespace
{
std::string hint_for(const std::system_error& error)
{
    if (error.code() == std::errc::invalid_argument)
    {
        return ": the file system there can hold no upper directory, such as another overlay or NFS: --root "
               "on ext4, XFS, Btrfs or tmpfs can";
    }
    const std::string way = way_to_user_namespaces();
    return way.empty() ? "" : ": this host forbids it to all but root: sudo " + way;
}

void enter(const PrivateOverlay& overlay)
{
    try
    {
        enter_private_overlay(overlay);
    }
    catch (const std::system_error& error)
    {
        throw UserError(Exit::OsErr, error.what() + hint_for(error));
    }
}

PrivateOverlay overlay_of(const StateRoot& root, const Spec& spec, const Directory& by_hand)
{
    PrivateOverlay overlay{{}, by_hand.path};
    for (const std::string& layer : resolve_layers(root, spec))
    {
        overlay.lowers.push_back(root.path() / layer);
    }
    return overlay;
}
} // namespace

void run_by_hand(const Context& context, const std::string& name)
{
    require_instance(context.root, name);
    Spec spec;
    advising_others(context, [&] { spec = load_spec(context.root, name); });
    std::optional<InstanceLock> staging(std::in_place, context.root, name);
    require_down(context, name);
    require_no_run_by_hand(context.root, name);
    require_port_unheld(context.root, name, spec.port);
    const StagedByHand staged = stage_by_hand(context.root, name, spec);
    const PrivateOverlay overlay = overlay_of(context.root, spec, staged.directory);
    const InstanceEnv env = read_instance_env(context.root, name);
    staging.reset();
    enter(overlay);
    const auto merged = overlay.directory / "merged";
    become_game(merged, game_call(merged, env));
}
} // namespace left4me
