#include "installation/merge.hpp"

#include "instance/failure.hpp"
#include "left4me/fd.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <map>
#include <string>

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace left4me
{
namespace
{
using std::filesystem::path;

constexpr std::size_t kAtOnce = std::size_t{1} << 30U;

/// name → what is there
using Entries = std::map<std::string, struct stat>;

struct stat look_at(const path& file)
{
    struct stat status = {};
    if (::lstat(file.c_str(), &status) != 0)
    {
        fail_to_read("look at " + file.string(), errno);
    }
    return status;
}

Entries entries_of(const std::optional<path>& directory)
{
    Entries found;
    if (directory)
    {
        for (const auto& entry : std::filesystem::directory_iterator(*directory))
        {
            found.emplace(entry.path().filename().string(), look_at(entry.path()));
        }
    }
    return found;
}

/// https://docs.kernel.org/filesystems/overlayfs.html: a character device 0/0.
bool is_whiteout(const struct stat& status)
{
    return S_ISCHR(status.st_mode) && status.st_rdev == 0;
}

bool is_opaque(const path& directory)
{
    std::array<char, 1> value{};
    return ::lgetxattr(directory.c_str(), "user.overlay.opaque", value.data(), value.size()) == 1 &&
           value[0] == 'y';
}

Fd open_for(const path& file, int flags)
{
    Fd fd(::open(file.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!fd)
    {
        fail_to_write("open " + file.string(), errno);
    }
    return fd;
}

bool clone_content(const Fd& from, const Fd& to)
{
    return ::ioctl(to.get(), FICLONE, from.get()) == 0;
}

void copy_content(const Fd& from, const Fd& to, const path& name)
{
    ssize_t copied = 0;
    do
    {
        copied = ::copy_file_range(from.get(), nullptr, to.get(), nullptr, kAtOnce, 0);
        if (copied < 0 && errno != EINTR)
        {
            fail_to_write("write " + name.string(), errno);
        }
    } while (copied != 0);
}

void copy_file(const path& from, const struct stat& status, const path& to, How how)
{
    const Fd source = open_for(from, O_RDONLY);
    const Fd copy = open_for(to, O_WRONLY | O_CREAT | O_EXCL);
    if (how != How::Clone || !clone_content(source, copy))
    {
        copy_content(source, copy, to);
    }
    const std::array<timespec, 2> times{status.st_atim, status.st_mtim};
    if (::fchmod(copy.get(), status.st_mode & 07777U) != 0 || ::futimens(copy.get(), times.data()) != 0)
    {
        fail_to_write("write " + to.string(), errno);
    }
}

void make_file(const path& from, const struct stat& status, const path& to, How how)
{
    if (S_ISLNK(status.st_mode))
    {
        std::filesystem::copy_symlink(from, to);
        return;
    }
    if (!S_ISREG(status.st_mode))
    {
        return; // no game has a device or a socket among its files
    }
    if (how == How::Link && ::link(from.c_str(), to.c_str()) == 0)
    {
        return;
    }
    if (how == How::Link && errno != EPERM && errno != EMLINK)
    {
        fail_to_write("link " + to.string(), errno);
    }
    copy_file(from, status, to, how);
}

void make_directory(const path& to, mode_t mode)
{
    if (::mkdir(to.c_str(), 0700) != 0 || ::chmod(to.c_str(), mode & 07777U) != 0)
    {
        fail_to_write("make the directory " + to.string(), errno);
    }
}

/// The directory of that name on each side, where there is one.
std::optional<path> below(const std::optional<path>& side, const Entries& entries, const std::string& name)
{
    const auto found = entries.find(name);
    const bool is_directory = found != entries.end() && S_ISDIR(found->second.st_mode);
    return side && is_directory ? std::optional(*side / name) : std::nullopt;
}

void merge(const std::optional<path>& lower, const std::optional<path>& upper, const path& to, How how)
{
    const Entries low = entries_of(lower);
    const Entries high = entries_of(upper);
    Entries all = high;
    all.insert(low.begin(), low.end());
    for (const auto& [name, status] : all)
    {
        const bool from_above = high.count(name) != 0;
        if (from_above && is_whiteout(status))
        {
            continue;
        }
        if (!S_ISDIR(status.st_mode))
        {
            make_file((from_above ? *upper : *lower) / name, status, to / name, how);
            continue;
        }
        const auto above = below(upper, high, name);
        make_directory(to / name, status.st_mode);
        merge(above && is_opaque(*above) ? std::nullopt : below(lower, low, name), above, to / name, how);
    }
}

std::optional<path> any_file(const path& directory)
{
    for (const auto& entry : std::filesystem::recursive_directory_iterator(directory))
    {
        if (entry.is_regular_file() && !entry.is_symlink() && entry.file_size() > 0)
        {
            return entry.path();
        }
    }
    return std::nullopt;
}

bool same(const path& one, const struct stat& first, const path& other, const struct stat& second)
{
    if (S_ISLNK(first.st_mode) && S_ISLNK(second.st_mode))
    {
        return std::filesystem::read_symlink(one) == std::filesystem::read_symlink(other);
    }
    return (first.st_dev == second.st_dev && first.st_ino == second.st_ino) ||
           (first.st_size == second.st_size && first.st_mode == second.st_mode &&
            first.st_mtim.tv_sec == second.st_mtim.tv_sec && first.st_mtim.tv_nsec == second.st_mtim.tv_nsec);
}

bool hold_the_same(const path& one, const path& other, bool top)
{
    Entries ones = entries_of(one);
    Entries others = entries_of(other);
    if (top)
    {
        ones.erase("steamapps");
        others.erase("steamapps");
    }
    bool equal = ones.size() == others.size();
    for (auto at = ones.begin(); equal && at != ones.end(); ++at)
    {
        const auto found = others.find(at->first);
        equal = found != others.end() &&
                (S_ISDIR(at->second.st_mode) && S_ISDIR(found->second.st_mode)
                     ? hold_the_same(one / at->first, other / at->first, false)
                     : same(one / at->first, at->second, other / at->first, found->second));
    }
    return equal;
}
} // namespace

void merge_trees(const path& lower, const std::optional<path>& upper, const path& to, How how)
{
    make_directory(to, look_at(lower).st_mode);
    merge(lower, upper, to, how);
}

bool can_clone(const path& from, const path& to)
{
    const auto file = any_file(from);
    const path probe = to / ".clone";
    ::unlink(probe.c_str());
    const bool can =
        file && clone_content(open_for(*file, O_RDONLY), open_for(probe, O_WRONLY | O_CREAT | O_EXCL));
    ::unlink(probe.c_str());
    return can;
}

bool all_is_the_callers(const path& tree)
{
    const auto is_ours = [](const struct stat& status)
    { return status.st_uid == ::geteuid() && status.st_gid == ::getegid(); };
    const std::filesystem::recursive_directory_iterator entries(tree);
    return is_ours(look_at(tree)) &&
           std::all_of(begin(entries), end(entries),
                       [&](const auto& entry) { return is_ours(look_at(entry.path())); });
}

bool hold_the_same(const path& one, const path& other)
{
    return hold_the_same(one, other, true);
}
} // namespace left4me
