#include "doctor/opening.hpp"

#include "instance/beneath.hpp"
#include "instance/failure.hpp"
#include "instance/overlay.hpp"
#include "instance/tree.hpp"
#include "left4me/error.hpp"
#include "spec/text.hpp"
#include "system/place.hpp"

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

namespace left4me
{
namespace
{
constexpr mode_t kRead = S_IRUSR | S_IROTH;
constexpr mode_t kEnter = S_IXUSR | S_IXOTH;
constexpr mode_t kAnyExecute = S_IXUSR | S_IXGRP | S_IXOTH;

struct stat look(const Fd& place)
{
    struct stat status = {};
    if (!place || ::fstat(place.get(), &status) != 0)
    {
        return {};
    }
    return status;
}

/// And nothing that makes others him, or one of his group.
bool is_the_callers(const struct stat& status)
{
    const bool plain = S_ISREG(status.st_mode) && (status.st_mode & (S_ISUID | S_ISGID)) == 0;
    return status.st_uid == ::geteuid() && (S_ISDIR(status.st_mode) || plain);
}

void allow(const Fd& place, const struct stat& status, const std::string& shown)
{
    const bool enter = S_ISDIR(status.st_mode) || (status.st_mode & kAnyExecute) != 0;
    const mode_t mode = (status.st_mode & ALLPERMS) | kRead | (enter ? kEnter : 0);
    // fchmod(2) takes no descriptor that is only a path, and the link in /proc does.
    const std::string link = "/proc/self/fd/" + std::to_string(place.get());
    if (mode != (status.st_mode & ALLPERMS) && ::chmod(link.c_str(), mode) != 0)
    {
        fail_to_write("change the mode of " + shown, errno);
    }
}

/// Returns the names of the directories to go on with.
std::vector<std::string> allow_entries(const TreeCursor& cursor)
{
    std::vector<std::string> directories;
    for (const std::string& name : entries_of(cursor))
    {
        const Fd entry = open_on_same_mount(cursor.here(), name, O_PATH | O_NOFOLLOW);
        const struct stat status = look(entry);
        if (!is_the_callers(status))
        {
            continue;
        }
        allow(entry, status, cursor.shown(name));
        if (S_ISDIR(status.st_mode))
        {
            directories.push_back(name);
        }
    }
    return directories;
}

/// "DEVICE:INODE:PATH", or a path alone.
std::pair<std::string, std::string> split(const std::string& what)
{
    const std::size_t digits = what.find_first_not_of("0123456789");
    const bool first = digits != 0 && digits != std::string::npos && what[digits] == ':';
    const std::size_t end = first ? what.find_first_not_of("0123456789", digits + 1) : std::string::npos;
    if (end == std::string::npos || end == digits + 1 || what[end] != ':')
    {
        return {"", what};
    }
    return {what.substr(0, end), what.substr(end + 1)};
}

/// The first ones.
std::string names_in(const Directory& dir)
{
    constexpr std::size_t kShown = 8;
    std::string text;
    for (const std::string& name : entries_of(dir, kShown + 2)) // . and .. among them
    {
        text += (text.empty() ? "" : ", ") + shown(name);
    }
    return text.empty() ? "nothing" : text;
}
} // namespace

std::string identity_of(const Fd& directory)
{
    const auto known = what_is_known_of(directory);
    return known ? std::to_string(makedev(known->stx_dev_major, known->stx_dev_minor)) + ":" +
                       std::to_string(known->stx_ino)
                 : "";
}

void open_to_all(const StateRoot& root, const std::string& what,
                 const std::function<void(const std::string& question)>& confirm)
{
    const auto [identity, path] = split(what);
    Directory top = open_overlays(root);
    top.fd = open_beneath(top.fd, path, O_PATH | O_DIRECTORY);
    top.path /= path;
    if (!top.fd)
    {
        fail_to_read("open " + printable(top.path.string()), errno);
    }
    if (!identity.empty() && identity_of(top.fd) != identity)
    {
        throw UserError(Exit::NoPerm, printable(top.path.string()) +
                                          " is not the directory that doctor saw: call doctor again");
    }
    if (!is_the_callers(look(top.fd)))
    {
        throw UserError(Exit::NoPerm, printable(top.path.string()) + " is not yours: its owner can open it");
    }
    confirm("may the service user read all of " + printable(top.path.string()) + ", which holds " +
            names_in(top) + "?");
    allow(top.fd, look(top.fd), printable(top.path.string()));
    TreeCursor cursor(top, TreeCursor::Rights::AsFound);
    if (cursor.enter("."))
    {
        walk(
            cursor, [&] { return allow_entries(cursor); }, [](const std::string& /*name*/) {});
    }
}
} // namespace left4me
