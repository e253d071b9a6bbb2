#include "doctor/opening.hpp"

#include "doctor/giving_back.hpp"
#include "instance/beneath.hpp"
#include "instance/failure.hpp"
#include "instance/overlay.hpp"
#include "instance/tree.hpp"
#include "left4me/error.hpp"
#include "paths.hpp"
#include "spec/text.hpp"
#include "system/place.hpp"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <pwd.h>
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

/// Of its files and directories; whatever else lies there the game cannot read anyway.
bool is_open_to_the_service_user(const struct stat& status)
{
    const passwd* const user = ::getpwnam(paths::kUser);
    const bool own = user != nullptr && user->pw_uid == status.st_uid;
    return !(S_ISDIR(status.st_mode) || S_ISREG(status.st_mode)) ||
           (status.st_mode & (own ? S_IRUSR : S_IROTH)) != 0;
}

class Opening
{
public:
    explicit Opening(const TreeCursor& cursor) : cursor_(cursor) {}

    /// Returns the names of the directories to go on with.
    std::vector<std::string> allow_entries()
    {
        std::vector<std::string> directories;
        for (const std::string& name : entries_of(cursor_))
        {
            const Fd entry = open_on_same_mount(cursor_.here(), name, O_PATH | O_NOFOLLOW);
            const struct stat status = look(entry);
            if (is_the_callers(status))
            {
                allow(entry, status, cursor_.shown(name));
            }
            else if (left_.empty() && !is_open_to_the_service_user(status))
            {
                left_ = cursor_.shown(name);
            }
            if (is_the_callers(status) && S_ISDIR(status.st_mode))
            {
                directories.push_back(name);
            }
        }
        return directories;
    }

    /// The first one that is another's, and closed.
    [[nodiscard]] const std::string& left() const { return left_; }

private:
    const TreeCursor& cursor_;
    std::string left_;
};

void open_tree(const Directory& top, const std::string& shown)
{
    TreeCursor cursor(top, TreeCursor::Rights::AsFound);
    Opening opening(cursor);
    if (cursor.enter("."))
    {
        walk(
            cursor, [&] { return opening.allow_entries(); }, [](const std::string& /*name*/) {});
    }
    if (!opening.left().empty())
    {
        throw UserError(Exit::NoPerm, opening.left() +
                                          " stays closed: it is another's, or setuid; all else in " + shown +
                                          " can be read now");
    }
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

} // namespace

std::string names_in(const Directory& dir)
{
    constexpr std::size_t kShown = 8;
    std::string text;
    std::vector<std::string> names = entries_of(dir, kShown + 3); // . and .. among them
    const bool more = names.size() > kShown;
    names.resize(std::min(names.size(), kShown));
    for (const std::string& name : names)
    {
        text += (text.empty() ? "" : ", ") + shown(name);
    }
    return text.empty() ? "nothing" : text + (more ? " and more" : "");
}

std::string identity_of(const Fd& something)
{
    const auto known = what_is_known_of(something);
    return known ? std::to_string(makedev(known->stx_dev_major, known->stx_dev_minor)) + ":" +
                       std::to_string(known->stx_ino)
                 : "";
}

void open_to_all(const StateRoot& root, const std::string& what,
                 const std::function<void(const std::string& question)>& confirm)
{
    const auto [identity, path] = split(what);
    if (const auto place = place_to_give_back(root, path))
    {
        give_back(*place, identity, confirm);
        return;
    }
    Directory top = open_overlays(root);
    top.fd = open_beneath(top.fd, path, O_PATH);
    top.path /= path;
    const std::string shown = printable(top.path.string());
    if (!top.fd)
    {
        fail_to_read("open " + shown, errno);
    }
    if (!identity.empty() && identity_of(top.fd) != identity)
    {
        throw UserError(Exit::NoPerm, shown + " is not what doctor saw: call doctor again");
    }
    const struct stat status = look(top.fd);
    if (!is_the_callers(status))
    {
        throw UserError(Exit::NoPerm, shown + " is not yours: its owner can open it");
    }
    const bool is_tree = S_ISDIR(status.st_mode);
    confirm("may the service user read " +
            (is_tree ? "all of " + shown + ", which holds " + names_in(top)
                     : shown + ", a file of " + std::to_string(status.st_size) + " bytes") +
            "?");
    allow(top.fd, status, shown);
    if (is_tree)
    {
        open_tree(top, shown);
    }
}
} // namespace left4me
