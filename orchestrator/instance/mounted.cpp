#include "instance/mounted.hpp"

#include "instance/failure.hpp"
#include "instance/mount_table.hpp"
#include "instance/tree.hpp"
#include "left4me/error.hpp"
#include "spec/text.hpp"
#include "system/place.hpp"

#include <cerrno>
#include <set>

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>

namespace left4me
{
namespace
{
constexpr std::uint64_t kBlock = 512; // what st_blocks counts, whatever the file system

bool is_mount_root(const struct statx& status)
{
    return (status.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
}

class Usage
{
public:
    /// Returns whether it is a directory. A file with several names is counted once.
    bool add(const TreeCursor& cursor, const std::string& name)
    {
        struct stat status = {};
        if (::fstatat(cursor.here().get(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0)
        {
            if (errno == ENOENT)
            {
                return false;
            }
            fail_to_read("look at " + cursor.shown(name), errno);
        }
        const bool directory = S_ISDIR(status.st_mode);
        if (directory || status.st_nlink == 1 || seen_.emplace(status.st_dev, status.st_ino).second)
        {
            bytes_ += static_cast<std::uint64_t>(status.st_blocks) * kBlock;
        }
        return directory;
    }

    [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

private:
    std::uint64_t bytes_ = 0;
    std::set<std::pair<dev_t, ino_t>> seen_;
};

std::optional<Mount> mount_on(const Fd& dir)
{
    struct statx status = {};
    // Of a FUSE of the owner's root gets no more than what he does not ask for, the mount's id among it.
    const bool mounted = dir && ::statx(dir.get(), "", AT_EMPTY_PATH | AT_STATX_DONT_SYNC, 0, &status) == 0 &&
                         is_mount_root(status);
    return mounted ? mount_of_id(status.stx_mnt_id) : std::nullopt;
}

bool is_own(const Mount& mount, std::string_view name)
{
    return mount.root == "/" && mount.type == "overlay" &&
           mount.source.starts_with("left4me/" + std::string(name) + "@");
}

std::vector<std::string> add_entries(const TreeCursor& cursor, Usage& usage)
{
    std::vector<std::string> directories;
    for (const std::string& name : entries_of(cursor))
    {
        cursor.go_on();
        if (usage.add(cursor, name))
        {
            directories.push_back(name);
        }
    }
    return directories;
}

std::optional<std::uint64_t> measure(const Directory& base, const std::string& name, const TimeLimit& limit)
{
    TreeCursor cursor(base, TreeCursor::Rights::AsFound, limit);
    Usage usage;
    if (!usage.add(cursor, name) || !cursor.enter(name))
    {
        return std::nullopt;
    }
    walk(
        cursor, [&] { return add_entries(cursor, usage); }, [](const std::string& /*name*/) {});
    return usage.bytes();
}
} // namespace

bool is_mounted(const StateRoot& root, std::string_view name)
{
    struct statx status = {};
    const std::string merged = root.merged(name).string();
    const Fd found = open_place(merged, O_PATH | O_NOFOLLOW);
    if (!found && (errno == ENOENT || errno == ENOTDIR))
    {
        return false;
    }
    if (!found || ::statx(found.get(), "", AT_EMPTY_PATH | AT_STATX_DONT_SYNC, 0, &status) != 0)
    {
        fail_to_read("look at " + merged, errno);
    }
    return is_mount_root(status);
}

std::optional<bool> mounted_as_far_as_known(const StateRoot& root, std::string_view name)
{
    try
    {
        return is_mounted(root, name);
    }
    catch (const UserError&)
    {
        return std::nullopt;
    }
}

void require_own_mount(const StateRoot& root, std::string_view name)
{
    const std::string merged = root.merged(name).string();
    const auto refuse = [&](const std::string& reason)
    {
        throw UserError(Exit::NoPerm, merged + " " + reason +
                                          ": the unit runs the server, with l4d2ctl start " +
                                          std::string(name));
    };
    const Fd dir(::open(merged.c_str(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    struct statfs filesystem = {};
    const auto mount = mount_on(dir);
    if (!mount)
    {
        refuse("is not mounted");
    }
    if (::fstatfs(dir.get(), &filesystem) != 0 || filesystem.f_type != OVERLAYFS_SUPER_MAGIC ||
        !is_own(*mount, name))
    {
        refuse("is not this instance's overlay");
    }
}

void require_no_foreign_mount(const StateRoot& root, std::string_view name)
{
    const std::string merged = root.merged(name).string();
    const auto mount = mount_on(open_place(merged, O_PATH | O_NOFOLLOW));
    if (mount && !is_own(*mount, name))
    {
        throw UserError(Exit::TempFail, printable(mount->type) + " is mounted on " + merged + " from " +
                                            printable(mount->source) +
                                            ", and not by left4me: unmount it first");
    }
}

std::optional<std::uint64_t> upper_bytes(const StateRoot& root, std::string_view name, const TimeLimit& limit)
{
    try
    {
        const auto runtime = find_directory(root.runtime(name));
        return runtime ? measure(*runtime, "upper", limit) : std::nullopt;
    }
    catch (const UserError&)
    {
        return std::nullopt; // the game may forbid or move its directories while we look
    }
}
} // namespace left4me
