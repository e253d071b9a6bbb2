#include "doctor/parts.hpp"
#include "installation/generations.hpp"
#include "instance/host_env.hpp"
#include "left4me/error.hpp"
#include "paths.hpp"
#include "steam/launcher.hpp"
#include "steam/manifest.hpp"
#include "system/place.hpp"
#include "system/time_limit.hpp"

#include <algorithm>
#include <chrono>

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace left4me
{
namespace
{
std::string command_that_installs(const StateRoot& root)
{
    return by_owner(root, l4d2ctl_for(root) + " install");
}

std::string command_that_brings_steamcmd(const StateRoot& root)
{
    const std::string curl = can_reach("/usr/bin/curl") ? "" : "sudo apt-get install curl && ";
    const std::filesystem::path directory = is_private(root) ? root.path() : root.path() / "tmp";
    return curl +
           by_owner(root, "sh -c 'cd " + directory.string() + " && curl -fsSLO " + steamcmd_address() +
                              " && " + l4d2ctl_for(root) + " install --bootstrap=steamcmd_linux.tar.gz'");
}

Finding steamcmd(const StateRoot& root)
{
    const std::filesystem::path home = root.path() / "steam";
    try
    {
        const auto launcher = find_steamcmd(configured_steamcmd(), home);
        struct stat status = {};
        if (::lstat(home.c_str(), &status) == 0 && (status.st_mode & S_IRWXO) != 0 &&
            can_reach(home / "config"))
        {
            return warning("steamcmd", "others can read the logins that SteamCMD keeps in " + home.string(),
                           by_owner(root, "chmod o= " + home.string()));
        }
        return ok("steamcmd", "SteamCMD is " + launcher.string());
    }
    catch (const UserError& error)
    {
        return failure("steamcmd",
                       configured_steamcmd() ? error.what() : "there is no SteamCMD in " + home.string(),
                       command_that_brings_steamcmd(root));
    }
}

std::vector<std::string> names_of_generations(const StateRoot& root)
{
    try
    {
        return generation_names(root);
    }
    catch (const UserError&) // another check's business
    {
        return {};
    }
}

/// The last one of ours that could run servers.
std::optional<std::string> whole_generation(const StateRoot& root)
{
    constexpr std::chrono::seconds kForHint{1};
    const TimeLimit limit(kForHint);
    const std::vector<std::string> names = names_of_generations(root);
    const auto last = std::find_if(names.rbegin(), names.rend(),
                                   [&](const std::string& name)
                                   {
                                       return name.find_first_not_of("0123456789") == std::string::npos &&
                                              (limit.is_over() || !fault_of(root.installations() / name));
                                   });
    return last == names.rend() || limit.is_over() ? std::nullopt : std::optional(*last);
}

Finding missing_installation(const StateRoot& root, const std::string& fault)
{
    const auto whole = whole_generation(root);
    return failure("installation",
                   "the game is not installed: " + fault +
                       (whole ? "; generation " + *whole + " is whole" : ""),
                   command_that_installs(root) + (whole ? " --rollback=" + *whole : ""));
}

Finding installation(const StateRoot& root)
{
    const auto manifest = read_manifest(root.installation());
    if (const auto fault = fault_of(root.installation()))
    {
        return manifest ? failure("installation", "the game is damaged: " + *fault,
                                  command_that_installs(root) + " --validate")
                        : missing_installation(root, *fault);
    }
    return ok("installation", "build " + (manifest ? manifest->build_id : "?") + " is installed");
}

/// The unit shows the state root's own; by hand the game looks below its user's home.
std::filesystem::path libraries_for(const StateRoot& root)
{
    const passwd* const user = ::getpwuid(::geteuid());
    return is_private(root) && user != nullptr ? std::filesystem::path(user->pw_dir) / ".steam/sdk32"
                                               : root.path() / "steam/linux32";
}

Finding libraries(const StateRoot& root)
{
    const std::filesystem::path library = libraries_for(root) / "steamclient.so";
    return can_reach(library)
               ? ok("steam-libraries", "Steam's library for the game is there")
               : failure("steam-libraries",
                         "there is no " + library.string() + ": servers would start in LAN mode",
                         command_that_installs(root));
}
} // namespace

Findings examine_game(const StateRoot& root)
{
    if (!is_user_or_root() && !is_private(root))
    {
        return {warning("steamcmd", "only " + std::string(paths::kUser) + " and root can look at SteamCMD",
                        by_owner(root, "l4d2ctl doctor")),
                installation(root)};
    }
    return {steamcmd(root), installation(root), libraries(root)};
}
} // namespace left4me
