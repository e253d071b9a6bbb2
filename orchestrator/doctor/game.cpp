#include "doctor/parts.hpp"
#include "instance/host_env.hpp"
#include "instance/instance.hpp"
#include "instance/mounted.hpp"
#include "left4me/error.hpp"
#include "paths.hpp"
#include "steam/launcher.hpp"
#include "steam/manifest.hpp"
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
                       as_user("l4d2ctl install --bootstrap=steamcmd_linux.tar.gz"));
    }
}

Finding installation(const StateRoot& root)
{
    if (const auto fault = fault_of(root.installation()))
    {
        return failure("installation", "the game is not installed: " + *fault, as_user("l4d2ctl install"));
    }
    return ok("installation",
              "build " + read_manifest(root.installation()).value().build_id + " is installed");
}

Finding libraries()
{
    const passwd* const user = ::getpwnam(paths::kUser);
    const std::filesystem::path home = user == nullptr ? "" : user->pw_dir;
    std::error_code error;
    return std::filesystem::exists(home / ".steam/sdk32/steamclient.so", error)
               ? ok("steam-libraries", "Steam's library for the game is there")
               : failure("steam-libraries",
                         "there is no " + (home / ".steam/sdk32/steamclient.so").string() +
                             ": servers would start in LAN mode",
                         as_user("l4d2ctl install"));
}

std::optional<Finding> held_port(const StateRoot& root, const std::string& name)
{
    const std::uint16_t port = read_instance_env(root, name).port;
    const auto holder = is_mounted(root, name) ? std::nullopt : port_holder(port);
    return holder
               ? std::optional(warning("ports", name + " is stopped, and " + *holder,
                                       as_user("l4d2ctl initialize " + name + " -f SPEC-WITH-ANOTHER-PORT")))
               : std::nullopt;
}

Finding ports(const StateRoot& root)
{
    for (const std::string& name : instance_names(root))
    {
        try
        {
            if (auto held = held_port(root, name))
            {
                return std::move(*held);
            }
        }
        catch (const std::exception& error)
        {
            return failure("ports", name + ": " + error.what(),
                           as_user("l4d2ctl initialize " + name + " -f SPEC"));
        }
    }
    return ok("ports", "the ports of stopped instances are free");
}
} // namespace

Findings examine_game(const StateRoot& root)
{
    return {steamcmd(root), installation(root), libraries(), ports(root)};
}
} // namespace left4me
