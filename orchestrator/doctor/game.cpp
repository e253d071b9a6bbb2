#include "doctor/overlay_access.hpp"
#include "doctor/parts.hpp"
#include "instance/host_env.hpp"
#include "instance/instance.hpp"
#include "instance/layers.hpp"
#include "instance/mounted.hpp"
#include "instance/remarks.hpp"
#include "left4me/error.hpp"
#include "paths.hpp"
#include "steam/launcher.hpp"
#include "steam/manifest.hpp"
#include "system/place.hpp"
#include "system/ports.hpp"

#include <pwd.h>

namespace left4me
{
namespace
{
std::string as_user(const std::string& command)
{
    return "sudo -u " + std::string(paths::kUser) + " " + command;
}

Finding steamcmd(const StateRoot& root)
{
    try
    {
        const auto launcher = find_steamcmd(configured_steamcmd(), root.path() / "steam");
        return ok("steamcmd", "SteamCMD is " + launcher.string());
    }
    catch (const UserError& error)
    {
        return failure("steamcmd", error.what(),
                       as_user("sh -c 'cd " + (root.path() / "tmp").string() + " && curl -fsSLO " +
                               steamcmd_address() +
                               " && l4d2ctl install --bootstrap=steamcmd_linux.tar.gz'"));
    }
}

Finding installation(const StateRoot& root)
{
    if (const auto fault = fault_of(root.installation()))
    {
        return failure("installation", "the game is not installed: " + *fault, as_user("l4d2ctl install"));
    }
    const auto manifest = read_manifest(root.installation());
    return ok("installation", "build " + (manifest ? manifest->build_id : "?") + " is installed");
}

Finding libraries()
{
    const passwd* const user = ::getpwnam(paths::kUser);
    const std::filesystem::path home = user == nullptr ? "" : user->pw_dir;
    return can_reach(home / ".steam/sdk32/steamclient.so")
               ? ok("steam-libraries", "Steam's library for the game is there")
               : failure("steam-libraries",
                         "there is no " + (home / ".steam/sdk32/steamclient.so").string() +
                             ": servers would start in LAN mode",
                         as_user("l4d2ctl install"));
}

std::string command_with_spec(const StateRoot& root, const std::string& name)
{
    return as_user("l4d2ctl initialize " + name + " -f " + (root.instance(name) / "spec.yaml").string());
}

std::string command_to_edit(const StateRoot& root, const std::string& name)
{
    return as_user("editor " + (root.instance(name) / "spec.yaml").string()) + " && " +
           command_with_spec(root, name);
}

std::optional<Finding> broken_spec(const StateRoot& root, const std::string& name)
{
    std::optional<Spec> spec;
    try
    {
        spec = load_spec(root, name);
        static_cast<void>(resolve_layers(root, *spec));
        return std::nullopt;
    }
    catch (const std::exception& error)
    {
        const auto command = spec ? command_to_open(root, *spec) : std::nullopt;
        return failure("instances", name + " cannot start: " + error.what(),
                       command.value_or(command_to_edit(root, name)));
    }
}

std::optional<Finding> hardly_meant(const StateRoot& root, const std::string& name)
{
    try
    {
        const std::vector<std::string> remarks = remarks_on(root, load_spec(root, name));
        return remarks.empty() ? std::nullopt
                               : std::optional(warning("instances", name + ": " + remarks.front(),
                                                       command_to_edit(root, name)));
    }
    catch (const std::exception&) // it was whole a moment ago, and is somebody's work now
    {
        return std::nullopt;
    }
}

std::optional<Finding> broken_env(const StateRoot& root, const std::string& name)
{
    try
    {
        static_cast<void>(read_instance_env(root, name));
        return std::nullopt;
    }
    catch (const std::exception& error)
    {
        return failure("instances", name + " cannot start: " + error.what(), command_with_spec(root, name));
    }
}

std::optional<Finding> held_port(const StateRoot& root, const std::string& name)
{
    const std::uint16_t port = read_instance_env(root, name).port;
    const auto holder = is_mounted(root, name) ? std::nullopt : port_holder(port);
    return holder ? std::optional(warning("ports", name + " is stopped, and " + *holder,
                                          "stop that, or give " + name +
                                              " another port: " + command_to_edit(root, name)))
                  : std::nullopt;
}

/// What keeps one from starting comes before what is odd in another.
Finding instances(const StateRoot& root)
{
    const std::vector<std::string> names = instance_names(root);
    for (const auto& examine : {broken_spec, broken_env, hardly_meant})
    {
        for (const std::string& name : names)
        {
            if (auto found = examine(root, name))
            {
                return std::move(*found);
            }
        }
    }
    return ok("instances", "every instance could start");
}

Finding ports(const StateRoot& root)
{
    for (const std::string& name : instance_names(root))
    {
        if (auto held = broken_env(root, name) ? std::nullopt : held_port(root, name))
        {
            return std::move(*held);
        }
    }
    return ok("ports", "the ports of stopped instances are free");
}
} // namespace

Findings examine_game(const StateRoot& root)
{
    Findings all{steamcmd(root), installation(root), libraries()};
    if (!is_user_or_root())
    {
        all.push_back(warning("instances",
                              "only " + std::string(paths::kUser) + " and root can read the instances",
                              as_user("l4d2ctl doctor")));
        return all;
    }
    all.push_back(instances(root));
    all.push_back(ports(root));
    return all;
}
} // namespace left4me
