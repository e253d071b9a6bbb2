#include "doctor/overlay_access.hpp"
#include "doctor/ownership.hpp"
#include "doctor/parts.hpp"
#include "instance/host_env.hpp"
#include "instance/instance.hpp"
#include "instance/mounted.hpp"
#include "instance/remarks.hpp"
#include "instance/staging.hpp"
#include "left4me/error.hpp"
#include "paths.hpp"
#include "steam/launcher.hpp"
#include "steam/manifest.hpp"
#include "system/place.hpp"
#include "system/ports.hpp"
#include "system/time_limit.hpp"

#include <pwd.h>
#include <unistd.h>

namespace left4me
{
namespace
{
std::string l4d2ctl(const StateRoot& root)
{
    return is_private(root) ? "l4d2ctl --root " + root.path().string() : "l4d2ctl";
}

std::string command_that_installs(const StateRoot& root)
{
    return by_owner(root, l4d2ctl(root) + " install");
}

std::string command_that_brings_steamcmd(const StateRoot& root)
{
    const std::string curl = can_reach("/usr/bin/curl") ? "" : "sudo apt-get install curl && ";
    const std::filesystem::path directory = is_private(root) ? root.path() : root.path() / "tmp";
    return curl + by_owner(root, "sh -c 'cd " + directory.string() + " && curl -fsSLO " + steamcmd_address() +
                                     " && " + l4d2ctl(root) + " install --bootstrap=steamcmd_linux.tar.gz'");
}

Finding steamcmd(const StateRoot& root)
{
    const std::filesystem::path home = root.path() / "steam";
    try
    {
        const auto launcher = find_steamcmd(configured_steamcmd(), home);
        return ok("steamcmd", "SteamCMD is " + launcher.string());
    }
    catch (const UserError& error)
    {
        return failure("steamcmd",
                       configured_steamcmd() ? error.what() : "there is no SteamCMD in " + home.string(),
                       command_that_brings_steamcmd(root));
    }
}

Finding installation(const StateRoot& root)
{
    if (const auto fault = fault_of(root.installation()))
    {
        return failure("installation", "the game is not installed: " + *fault, command_that_installs(root));
    }
    const auto manifest = read_manifest(root.installation());
    return ok("installation", "build " + (manifest ? manifest->build_id : "?") + " is installed");
}

Finding libraries(const StateRoot& root)
{
    const passwd* const user = is_private(root) ? ::getpwuid(::geteuid()) : ::getpwnam(paths::kUser);
    const std::filesystem::path home = user == nullptr ? "" : user->pw_dir;
    return can_reach(home / ".steam/sdk32/steamclient.so")
               ? ok("steam-libraries", "Steam's library for the game is there")
               : failure("steam-libraries",
                         "there is no " + (home / ".steam/sdk32/steamclient.so").string() +
                             ": servers would start in LAN mode",
                         command_that_installs(root));
}

std::string command_with_spec(const StateRoot& root, const std::string& name)
{
    return by_owner(root, l4d2ctl(root) + " initialize " + name + " -f " +
                              (root.instance(name) / "spec.yaml").string());
}

std::string command_to_edit(const StateRoot& root, const std::string& name)
{
    return by_owner(root, "editor " + (root.instance(name) / "spec.yaml").string()) + " && " +
           command_with_spec(root, name);
}

std::optional<Finding> broken_spec(const StateRoot& root, const std::string& name)
{
    std::optional<Spec> spec;
    try
    {
        spec = load_spec(root, name);
        require_stageable(root, *spec);
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

std::optional<Finding> anothers_port(const StateRoot& root, const std::string& name)
{
    try
    {
        require_port_of_its_own(root, name, load_spec(root, name));
        return std::nullopt;
    }
    catch (const UserError& error)
    {
        return failure("instances", name + " cannot start: " + error.what(), command_to_edit(root, name));
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

std::optional<Finding> foreign_mount(const StateRoot& root, const std::string& name)
{
    try
    {
        require_no_foreign_mount(root, name);
        return std::nullopt;
    }
    catch (const UserError& error)
    {
        // No command that unmounts: what is at a place of the owner's may be another when root pastes it.
        return failure("instances", name + " cannot start: " + error.what(),
                       "findmnt " + root.merged(name).string());
    }
}

/// The rest has to wait until what takes so long is gone.
Finding unfinished(const StateRoot& root, const std::string& id, const std::string& next)
{
    return warning(id,
                   "it takes too long to look at the instances from " + next + " on: which specs are big?",
                   by_owner(root, "sh -c 'ls -lSb " + root.instances().string() + "/*/spec.yaml | head'"));
}

/// What keeps one from starting comes before what is odd in another.
Finding instances(const StateRoot& root)
{
    const std::vector<std::string> names = instance_names(root);
    const TimeLimit limit;
    for (const auto& examine :
         {broken_spec, broken_env, anothers_port, foreign_mount, anothers_runtime, hardly_meant})
    {
        for (const std::string& name : names)
        {
            if (limit.is_over())
            {
                return unfinished(root, "instances", name);
            }
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
    const TimeLimit limit;
    for (const std::string& name : instance_names(root))
    {
        if (limit.is_over())
        {
            return unfinished(root, "ports", name);
        }
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
    Findings all{steamcmd(root), installation(root), libraries(root)};
    if (!is_user_or_root() && !is_private(root))
    {
        all.push_back(warning("instances",
                              "only " + std::string(paths::kUser) + " and root can read the instances",
                              by_owner(root, "l4d2ctl doctor")));
        return all;
    }
    all.push_back(instances(root));
    all.push_back(ports(root));
    return all;
}
} // namespace left4me
