#include "doctor/giving_back.hpp"

#include "doctor/opening.hpp"
#include "doctor/parts.hpp"
#include "doctor/spec_access.hpp"
#include "instance/failure.hpp"
#include "instance/instance.hpp"
#include "left4me/error.hpp"
#include "paths.hpp"
#include "spec/name.hpp"
#include "system/place.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace left4me
{
namespace
{
namespace fs = std::filesystem;

constexpr std::string_view kUp = "../";
constexpr std::array<std::string_view, 3> kDirectories = {"instances", "runtime", "installations"};

struct Roots
{
    Fd itself; ///< O_PATH
    struct stat status = {};
};

/// nullopt, with errno: there is nothing, or nothing that is root's alone.
std::optional<Roots> find_roots(const fs::path& place)
{
    Roots found{open_place(place, O_PATH | O_NOFOLLOW)};
    if (!found.itself || ::fstat(found.itself.get(), &found.status) != 0)
    {
        return std::nullopt;
    }
    const bool alone =
        S_ISDIR(found.status.st_mode) || (S_ISREG(found.status.st_mode) && found.status.st_nlink == 1);
    errno = EPERM;
    return alone && found.status.st_uid == 0 ? std::optional(std::move(found)) : std::nullopt;
}

std::string described(const Roots& found, const fs::path& place)
{
    if (S_ISREG(found.status.st_mode))
    {
        return "a file of " + std::to_string(found.status.st_size) + " bytes";
    }
    // Not by its name, which may be another's by now.
    Fd same(::openat(found.itself.get(), ".", O_PATH | O_DIRECTORY | O_CLOEXEC));
    return "a directory that holds " + names_in({std::move(same), place});
}
} // namespace

std::optional<fs::path> place_to_give_back(const StateRoot& root, const std::string& path)
{
    if (!path.starts_with(kUp))
    {
        return std::nullopt;
    }
    const std::string below = path.substr(kUp.size());
    if (std::find(kDirectories.begin(), kDirectories.end(), below) != kDirectories.end())
    {
        return root.path() / below;
    }
    if (const auto name = instance_of_spec(below))
    {
        return path_of_spec(root, *name);
    }
    const fs::path parent = fs::path(below).parent_path();
    const bool is_instances = (parent == "instances" || parent == "runtime") &&
                              is_instance_name(fs::path(below).filename().string());
    return is_instances ? std::optional(root.path() / below) : std::nullopt;
}

std::optional<std::string> command_to_give_back(const StateRoot& root, const fs::path& place)
{
    const std::string path = std::string(kUp) + place.lexically_relative(root.path()).string();
    const auto found = is_private(root) || !place_to_give_back(root, path) ? std::nullopt : find_roots(place);
    return found ? std::optional("sudo l4d2ctl doctor --open=" + identity_of(found->itself) + ":" + path)
                 : std::nullopt;
}

void give_back(const fs::path& place, const std::string& identity,
               const std::function<void(const std::string& question)>& confirm)
{
    const auto found = find_roots(place);
    if (!found && errno != EPERM)
    {
        fail_to_read("open " + place.string(), errno);
    }
    if (::geteuid() != 0 || !found || identity_of(found->itself) != identity)
    {
        throw UserError(Exit::NoPerm, place.string() +
                                          " is not what doctor saw, a file or directory of root's: call "
                                          "doctor again");
    }
    confirm("may the service user have " + place.string() + ", " + described(*found, place) + "?");
    const passwd* const user = ::getpwnam(paths::kUser);
    if (user == nullptr ||
        ::fchownat(found->itself.get(), "", user->pw_uid, user->pw_gid, AT_EMPTY_PATH) != 0)
    {
        fail_to_write("give " + place.string() + " to " + paths::kUser, user == nullptr ? ENOENT : errno);
    }
}
} // namespace left4me
