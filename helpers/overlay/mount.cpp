#include "common/failure.hpp"
#include "common/read.hpp"
#include "overlay/actions.hpp"
#include "overlay/create.hpp"
#include "overlay/holder.hpp"
#include "overlay/identity.hpp"
#include "overlay/layers.hpp"
#include "overlay/lock.hpp"
#include "overlay/mount_table.hpp"
#include "overlay/privilege.hpp"

#include <algorithm>
#include <cerrno>
#include <utility>

#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

namespace left4me
{
namespace
{
bool has_flag(const Fd& mounted, unsigned long flag)
{
    struct statvfs about = {};
    check(fstatvfs(mounted.get(), &about), "look at the mount");
    return (about.f_flag & flag) != 0;
}

void require_this_mount(const Fd& merged, const std::string& instance, const std::string& identity)
{
    const std::string act = "mount " + instance;
    if (!is_overlay(merged, source_of(instance)))
    {
        fail(Exit::TempFail, act, "something else is mounted on merged");
    }
    if (!is_overlay(merged, identity + ' ') || has_flag(merged, ST_RDONLY))
    {
        fail(Exit::TempFail, act, "it is mounted already, with other layers or read-only; unmount it first");
    }
}

bool is_same(const Fd& one, const Fd& other)
{
    const std::string act = "look at merged";
    const struct stat about = look_at(one, act);
    return other && look_at(other, act).st_ino == about.st_ino && look_at(other, act).st_dev == about.st_dev;
}

// fusermount3(1) mounts for anybody, nosuid, what may call any file root's and setuid. The kernel copies both
// to upper, where they would be believed.
void refuse_less_trusted(const std::vector<Fd>& layers, const Fd& upper, const std::string& instance)
{
    const auto is_nosuid = [](const Fd& dir) { return has_flag(dir, ST_NOSUID); };
    if (!is_nosuid(upper) && std::any_of(layers.begin(), layers.end(), is_nosuid))
    {
        fail(Exit::DataErr, "mount " + instance, "one of its layers is on a nosuid mount, and upper is not");
    }
}

// Its inodes would change below the one that reads them, and the kernel only warns.
void refuse_uppers(const std::vector<Fd>& layers, const Runtime& runtime, const std::string& instance)
{
    const auto is_marked = [](const Fd& dir) { return !mark_of(dir).empty(); };
    if (std::any_of(layers.begin(), layers.end(), is_marked) || is_marked(runtime.dir) ||
        is_marked(runtime.parent))
    {
        fail(Exit::TempFail, "mount " + instance,
             "one of its layers, or its runtime directory, is the upper or work directory of a mounted "
             "instance");
    }
}

int attach_marked(const std::vector<Fd>& layers, const Runtime& runtime, const std::string& identity)
{
    Mark upper(runtime.upper, identity);
    Mark work(runtime.work, identity);
    const int error = attach_overlay(identity, layers, runtime);
    if (error == 0)
    {
        upper.keep(identity);
        work.keep(identity);
    }
    return error;
}

[[noreturn]] void refuse(int error, const std::string& instance)
{
    const std::string act = "mount " + instance;
    switch (error)
    {
    case ELOOP:
        fail(Exit::DataErr, act, "a layer lies inside another one");
    case EBUSY:
        fail(Exit::TempFail, act,
             "upper or work is part of another mount, held by " + holder_of({}, source_of(instance)));
    default:
        fail_with_errno(error, act);
    }
}

// Whatever the owner has put there meanwhile, we have something to take away.
Fd find_attached(const StateRoot& root, const std::string& instance, const std::string& identity)
{
    try
    {
        Fd found = find_merged(root.dir, "runtime/" + instance + "/merged", instance);
        return found && is_mount_root(found) && read_identity(found) == identity ? std::move(found) : Fd();
    }
    catch (const Failure&)
    {
        return {};
    }
}

// The owner may have moved merged while we mounted: then the overlay hangs where nobody looks for it. The
// descriptor of the directory below it still leads there.
void require_attached(const StateRoot& root, const Runtime& runtime, const std::string& instance,
                      const std::string& identity)
{
    const std::string act = "mount " + instance;
    const Fd found = find_attached(root, instance, identity);
    if (found && !has_flag(found, ST_RDONLY))
    {
        return;
    }
    umount2(("/proc/self/fd/" + std::to_string(runtime.merged.get())).c_str(), MNT_DETACH);
    found ? fail(Exit::CantCreat, act,
                 "the kernel made it read-only; is the disk full? Its log (dmesg) says why")
          : fail(Exit::TempFail, act, "merged was moved, or upper lost its mark, meanwhile");
}
} // namespace

void mount_instance(const StateRoot& root, const std::string& instance, const Fd& lock)
{
    const Runtime runtime = open_runtime(root, instance);
    if (!lock_directory(lock, runtime.merged) || !lock_directory(lock, runtime.upper) ||
        !lock_directory(lock, runtime.work))
    {
        fail(Exit::TempFail, "mount " + instance, "another instance's helper has its merged, upper or work");
    }
    if (!is_same(runtime.merged, find_merged(runtime.dir, "merged", instance)))
    {
        fail(Exit::TempFail, "mount " + instance, "merged was moved or mounted on before it was locked");
    }
    const std::vector<Fd> layers = open_layers(root, instance);
    refuse_less_trusted(layers, runtime.upper, instance);
    const std::string identity = identity_of(instance, layers, runtime);
    if (is_mount_root(runtime.merged))
    {
        require_this_mount(runtime.merged, instance, identity);
        return;
    }
    require_owner(root, runtime.merged, "open merged of " + instance);
    const RaisedCapabilities raised;
    refuse_uppers(layers, runtime, instance);
    if (const int error = attach_marked(layers, runtime, identity); error != 0)
    {
        refuse(error, instance);
    }
    require_attached(root, runtime, instance, identity);
}
} // namespace left4me
