#include "doctor/giving_back.hpp"
#include "doctor/parts.hpp"
#include "paths.hpp"
#include "system/place.hpp"

#include <linux/magic.h>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <unistd.h>

namespace left4me
{
namespace
{
constexpr std::uint64_t kGibibyte = std::uint64_t{1} << 30U;
constexpr std::uint64_t kRoomForTheGame = 12; // GiB: ten for the game, and what SteamCMD needs meanwhile
constexpr std::uint64_t kRoomForServers = 1;
constexpr char kTmpfiles[] = "sudo systemd-tmpfiles --create";

/// Empty when the directory is the service user's, and others may look into it.
std::string fault_of_directory(const std::filesystem::path& path, uid_t owner)
{
    struct stat status = {};
    if (::lstat(path.c_str(), &status) != 0 || !S_ISDIR(status.st_mode))
    {
        return "there is no directory " + path.string();
    }
    if (status.st_uid != owner)
    {
        return path.string() + " is not " + paths::kUser + "'s";
    }
    return (status.st_mode & 0005U) == 0005U ? "" : path.string() + " is closed to others";
}

/// Not by install(1): it follows the symlinks that the owner of the root has put there.
std::string command_that_makes(const StateRoot& root)
{
    if (root.path() == paths::kStateRoot)
    {
        return kTmpfiles;
    }
    const std::string user = paths::kUser;
    std::string command = "printf '%s\\n' 'd " + root.path().string() + " 0755 " + user + " " + user + "'";
    for (const char* const part : {"/instances", "/runtime", "/installations", "/overlays", "/tmp"})
    {
        // Of what is there it changes nothing: left4me can have brought it there.
        command += " 'd " + root.path().string() + part + " :0755 :" + user + " :" + user + "'";
    }
    return command + " | " + kTmpfiles + " -";
}

/// What lies at a name of the owner's may be another thing when root pastes a command: one for the service
/// user, or one that knows it again.
std::string command_that_mends(const StateRoot& root, const std::filesystem::path& directory, uid_t owner)
{
    struct stat status = {};
    if (::lstat(directory.c_str(), &status) != 0 || directory == root.path())
    {
        return command_that_makes(root);
    }
    if (S_ISDIR(status.st_mode) && status.st_uid == owner)
    {
        return by_owner(root, "chmod o+rx " + directory.string());
    }
    const std::string aside = directory.string() + ".of-another-owner";
    return command_to_give_back(root, directory)
        .value_or(by_owner(root, "mv -T --backup=numbered " + directory.string() + " " + aside) + " && " +
                  command_that_makes(root));
}

/// Without it systemd starts no server (status 226/NAMESPACE).
bool have_game_root()
{
    struct stat status = {};
    const std::string part = std::string(paths::kGameRoot) + "/usr";
    return ::lstat(part.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

Finding directories(const StateRoot& root)
{
    if (!have_game_root())
    {
        return failure("directories",
                       std::string("there is no whole ") + paths::kGameRoot +
                           ", over which the units lay what a game may see",
                       kTmpfiles);
    }
    const passwd* const user = ::getpwnam(paths::kUser);
    const uid_t owner = user == nullptr ? 0 : user->pw_uid;
    for (const auto& path : {root.path(), root.instances(), root.runtime(), root.installations()})
    {
        const std::string fault = fault_of_directory(path, owner);
        if (!fault.empty())
        {
            return failure("directories", fault, command_that_mends(root, path, owner));
        }
    }
    return ok("directories",
              "the directories of the state root are there, and " + std::string(paths::kUser) + "'s");
}

/// overlayfs keeps attributes of its own there, and makes devices: neither goes on another overlay or NFS.
bool can_hold_upper(const StateRoot& root)
{
    struct statfs status = {};
    return ::statfs(root.path().c_str(), &status) != 0 ||
           (status.f_type != OVERLAYFS_SUPER_MAGIC && status.f_type != NFS_SUPER_MAGIC);
}

Finding disk(const StateRoot& root)
{
    if (!can_hold_upper(root))
    {
        return failure("disk",
                       root.path().string() +
                           " lies on an overlay or on NFS, where no server's files can be: a "
                           "state root on ext4, XFS, Btrfs or tmpfs can have them",
                       "findmnt --target " + root.path().string());
    }
    struct statvfs status = {};
    if (::statvfs(root.path().c_str(), &status) != 0)
    {
        return failure("disk", "cannot look at " + root.path().string(), command_that_makes(root));
    }
    const std::uint64_t free = status.f_bavail * status.f_frsize / kGibibyte;
    const bool installed = can_reach(root.installation());
    const std::uint64_t needed = installed ? kRoomForServers : kRoomForTheGame;
    const std::string message = std::to_string(free) + " GiB are free in " + root.path().string();
    return free >= needed ? ok("disk", message)
                          : warning("disk", message + ", and " + std::to_string(needed) + " are wanted",
                                    "df -h " + root.path().string());
}
} // namespace

Findings examine_state(const StateRoot& root)
{
    return is_private(root) ? Findings{disk(root)} : Findings{directories(root), disk(root)};
}

bool is_private(const StateRoot& root)
{
    struct stat status = {};
    const passwd* const user = ::getpwnam(paths::kUser);
    return ::geteuid() != 0 && (user == nullptr || user->pw_uid != ::geteuid()) &&
           ::stat(root.path().c_str(), &status) == 0 && status.st_uid == ::geteuid() &&
           !is_helpers_root(root);
}

std::string l4d2ctl_for(const StateRoot& root)
{
    return is_private(root) ? "l4d2ctl --root " + root.path().string() : "l4d2ctl";
}

std::string by_owner(const StateRoot& root, const std::string& command)
{
    return is_private(root) ? command : "sudo -u " + std::string(paths::kUser) + " " + command;
}
} // namespace left4me
