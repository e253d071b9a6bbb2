#include "common/beneath.hpp"
#include "common/failure.hpp"
#include "common/read.hpp"
#include "overlay/actions.hpp"
#include "overlay/create.hpp"
#include "overlay/holder.hpp"
#include "overlay/identity.hpp"
#include "overlay/lock.hpp"
#include "overlay/mount_table.hpp"
#include "overlay/privilege.hpp"
#include "overlay/work.hpp"

#include <cerrno>
#include <optional>

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

namespace left4me
{
namespace
{
// The game's sandbox, or a service that was started meanwhile, may hold its copy for a moment longer.
constexpr useconds_t kPause = 20'000; // microseconds
constexpr int kMostPauses = 100;
constexpr useconds_t kPatience = kPause * kMostPauses / 2;

struct Mounted
{
    dev_t device;
    std::string identity;
};

/// What is mounted on merged, which must be ours; nullopt where nothing is. Keeps no descriptor on it.
std::optional<Mounted> find_mounted(const Fd& runtime, const std::string& instance)
{
    const Fd merged = find_merged(runtime, "merged", instance);
    if (!merged || !is_mount_root(merged))
    {
        return std::nullopt;
    }
    const RaisedCapabilities raised;
    const std::string identity = read_identity(merged);
    // The mark is quicker to find than one of many mounts; the source is what no other helper can change.
    if (!identity.starts_with(source_of(instance)) && !is_overlay(merged, source_of(instance)))
    {
        fail(Exit::TempFail, "unmount " + instance, "something else is mounted on merged");
    }
    return Mounted{look_at(merged, "look at merged").st_dev, identity};
}

int umount_merged()
{
    const RaisedCapabilities raised;
    return umount2("merged", UMOUNT_NOFOLLOW) == 0 ? 0 : errno;
}

/// Gives the identity of the last that went; empty where nothing was mounted.
std::string umount_until_gone(const Fd& runtime, const std::string& instance)
{
    const std::string act = "unmount " + instance;
    check(fchdir(runtime.get()), act);
    std::string last;
    auto mounted = find_mounted(runtime, instance);
    for (int attempt = 1; mounted; mounted = find_mounted(runtime, instance), ++attempt)
    {
        last = mounted->identity;
        const int error = umount_merged();
        if (error == EBUSY && attempt > kMostPauses)
        {
            fail(Exit::TempFail, act,
                 "it is in use by " + holder_of(mounted->device, source_of(instance)) + ": end that first");
        }
        if (error == EBUSY)
        {
            usleep(kPause);
        }
        else if (error != 0)
        {
            fail_with_errno(error, act);
        }
    }
    check(chdir("/"), act);
    return last;
}

/// Whether the overlay is still there, in a namespace in which it was in use: umount2(2) takes away what it
/// can. One that has lost its last process goes a moment later.
bool outlives(const Fd& upper, const Fd& work, const Fd& lower, useconds_t patience)
{
    bool alive = is_alive(upper, work, lower);
    for (useconds_t pause = kPause; alive && pause < patience; pause *= 2)
    {
        usleep(pause);
        alive = is_alive(upper, work, lower);
    }
    return alive;
}

Fd find_own(const Fd& runtime, const std::string& name, const std::string& instance)
{
    return find_beneath(runtime, name, O_RDONLY | O_DIRECTORY, RESOLVE_NO_SYMLINKS | RESOLVE_NO_XDEV,
                        "open " + name + " of " + instance);
}
} // namespace

void umount_instance(const StateRoot& root, const std::string& instance, const Fd& lock)
{
    const Fd runtime = find_beneath(root.dir, "runtime/" + instance, O_PATH | O_DIRECTORY,
                                    RESOLVE_NO_SYMLINKS, "open runtime of " + instance);
    if (!runtime)
    {
        return;
    }
    const std::string identity = umount_until_gone(runtime, instance);
    const Fd upper = find_own(runtime, "upper", instance);
    const Fd work = find_own(runtime, "work", instance);
    const Fd merged = find_merged(runtime, "merged", instance);
    // Another's may be alive over one of them, or become so; and a file system of the owner's, mounted there
    // meanwhile, is no layer to ask the kernel with.
    if (!upper || !work || !merged || is_mount_root(merged) || !lock_directory(lock, upper) ||
        !lock_directory(lock, work))
    {
        return;
    }
    const RaisedCapabilities raised;
    if (outlives(upper, work, merged, identity.empty() ? 0 : kPatience))
    {
        return; // the kernel still writes to both, and their marks keep others from doing so
    }
    remove_mark(upper, identity);
    remove_mark(work, identity);
    if (look_at(work, "look at work of " + instance).st_uid == root.owner)
    {
        remove_leftovers(work);
    }
}
} // namespace left4me
