#include "instance/tree.hpp"

#include "instance/beneath.hpp"
#include "instance/failure.hpp"
#include "spec/text.hpp"

#include <cerrno>
#include <memory>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

namespace left4me
{
namespace
{
constexpr std::size_t kShownPath = 200;

struct CloseStream
{
    void operator()(DIR* stream) const { ::closedir(stream); }
};
using Stream = std::unique_ptr<DIR, CloseStream>;

/// A stream of its own, since fdopendir takes the descriptor away and rewinding is shared.
Stream open_stream(const Fd& dir, const std::string& shown)
{
    const int fd = ::openat(dir.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    Stream stream(fd < 0 ? nullptr : ::fdopendir(fd));
    if (!stream)
    {
        fail_to_read("read the directory " + shown, errno);
    }
    return stream;
}

template <typename Visit>
void for_each_entry(const Fd& dir, const std::string& shown, Visit visit, std::size_t most = SIZE_MAX)
{
    const Stream stream = open_stream(dir, shown);
    errno = 0;
    while (const dirent* const entry = most-- > 0 ? ::readdir(stream.get()) : nullptr)
    {
        const std::string name = entry->d_name;
        if (name != "." && name != "..")
        {
            visit(name);
        }
        errno = 0;
    }
    if (errno != 0)
    {
        fail_to_read("read the directory " + shown, errno);
    }
}
} // namespace

std::vector<std::string> entries_of(const Directory& dir, std::size_t most)
{
    std::vector<std::string> names;
    for_each_entry(
        dir.fd, dir.path.string(), [&](const std::string& name) { names.push_back(name); }, most);
    return names;
}

std::vector<std::string> entries_of(const TreeCursor& cursor)
{
    std::vector<std::string> names;
    for_each_entry(cursor.here(), cursor.shown(""),
                   [&](const std::string& name)
                   {
                       cursor.go_on();
                       names.push_back(name);
                   });
    return names;
}

void TreeCursor::go_on() const
{
    if (limit_ && limit_->is_over())
    {
        throw UserError(Exit::TempFail, "there is no end to " + shown(""));
    }
}

bool TreeCursor::enter(const std::string& name)
{
    const Fd found = open_on_same_mount(here(), name, O_PATH | O_DIRECTORY | O_NOFOLLOW);
    if (!found && (errno == ENOENT || errno == ENOTDIR || errno == ELOOP))
    {
        return false;
    }
    if (!found && errno == EXDEV)
    {
        throw UserError(Exit::TempFail, "something is mounted on " + shown(name) + ": unmount it first");
    }
    if (!found)
    {
        fail_to_write("enter " + shown(name), errno);
    }
    if (rights_ == Rights::Force)
    {
        force_rights(found, name);
    }
    Fd opened(::openat(found.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!opened)
    {
        fail_to_write("enter " + shown(name), errno);
    }
    levels_.push_back(level_of(opened, name));
    here_ = std::move(opened);
    return true;
}

std::string TreeCursor::leave()
{
    const std::string name = levels_.back().name;
    if (levels_.size() > 1)
    {
        Fd parent(::openat(here_.get(), "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (!parent)
        {
            fail_to_write("go up from " + shown(""), errno);
        }
        const Level& expected = levels_[levels_.size() - 2];
        const Level found = level_of(parent, expected.name);
        if (found.device != expected.device || found.inode != expected.inode)
        {
            throw UserError(Exit::TempFail, shown("") + " was moved away meanwhile; try again");
        }
        here_ = std::move(parent);
    }
    levels_.pop_back();
    return name;
}

std::string TreeCursor::shown(const std::string& entry) const
{
    std::string path = base_.path.string();
    for (const Level& level : levels_)
    {
        path += level.name == "." ? "" : "/" + (path.size() > kShownPath ? "…" : level.name);
        if (path.size() > kShownPath)
        {
            break;
        }
    }
    return printable(entry.empty() ? path : path + "/" + entry);
}

TreeCursor::Level TreeCursor::level_of(const Fd& dir, const std::string& name) const
{
    struct stat status = {};
    if (::fstat(dir.get(), &status) != 0)
    {
        fail_to_read("look at " + shown(name), errno);
    }
    return {name, status.st_dev, status.st_ino};
}

/// overlayfs leaves work/work with mode 000, and the game may do so anywhere. The descriptor is only a path
/// (O_PATH), which fchmod does not take and the link in /proc does.
void TreeCursor::force_rights(const Fd& dir, const std::string& name) const
{
    struct stat status = {};
    if (::fstat(dir.get(), &status) != 0)
    {
        fail_to_read("look at " + shown(name), errno);
    }
    const bool ours = status.st_uid == ::geteuid();
    const std::string link = "/proc/self/fd/" + std::to_string(dir.get());
    if (ours && (status.st_mode & S_IRWXU) != S_IRWXU && ::chmod(link.c_str(), S_IRWXU) != 0)
    {
        fail_to_write("change the mode of " + shown(name), errno);
    }
}

void walk(TreeCursor& cursor, const std::function<std::vector<std::string>()>& visit,
          const std::function<void(const std::string&)>& left)
{
    std::vector<std::vector<std::string>> pending{visit()};
    while (!pending.empty())
    {
        cursor.go_on();
        if (pending.back().empty())
        {
            pending.pop_back();
            left(cursor.leave());
            continue;
        }
        const std::string next = std::move(pending.back().back());
        pending.back().pop_back();
        if (cursor.enter(next))
        {
            pending.push_back(visit());
        }
    }
}
} // namespace left4me
