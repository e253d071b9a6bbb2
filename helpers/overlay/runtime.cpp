#include "overlay/runtime.hpp"

#include "common/beneath.hpp"
#include "common/failure.hpp"
#include "common/read.hpp"

#include <cerrno>

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace left4me
{
namespace
{
// The kernel would mount it, and show none of the deletions and owners that fuse-overlayfs noted in its own
// way.
void refuse_fuse_overlayfs(const Fd& upper, const std::string& act)
{
    constexpr std::size_t kLongestList = 65536; // bytes, XATTR_LIST_MAX
    std::string names(kLongestList, '\0');
    const long length = check(flistxattr(upper.get(), names.data(), names.size()), act);
    if (std::string_view(names).substr(0, static_cast<std::size_t>(length)).find("user.fuseoverlayfs.") !=
        std::string_view::npos)
    {
        fail(Exit::DataErr, act,
             "fuse-overlayfs wrote it, in a form of its own; l4d2ctl reset starts afresh");
    }
}
} // namespace

Runtime open_runtime(const StateRoot& root, const std::string& instance)
{
    constexpr int kFlags = O_RDONLY | O_DIRECTORY;
    constexpr std::uint64_t kInPlace = RESOLVE_NO_SYMLINKS | RESOLVE_NO_XDEV;
    const std::string of_instance = " of " + instance;
    Runtime runtime;
    runtime.parent = open_beneath(root.dir, "runtime", kFlags, RESOLVE_NO_SYMLINKS, "open runtime");
    runtime.dir =
        open_beneath(runtime.parent, instance, kFlags, RESOLVE_NO_SYMLINKS, "open runtime" + of_instance);
    runtime.upper = open_beneath(runtime.dir, "upper", kFlags, kInPlace, "open upper" + of_instance);
    runtime.work = open_beneath(runtime.dir, "work", kFlags, kInPlace, "open work" + of_instance);
    runtime.merged = find_merged(runtime.dir, "merged", instance);
    if (!runtime.merged)
    {
        fail(Exit::NoInput, "open merged" + of_instance, "it does not exist");
    }
    require_owner(root, runtime.upper, "open upper" + of_instance);
    require_owner(root, runtime.work, "open work" + of_instance);
    refuse_fuse_overlayfs(runtime.upper, "open upper" + of_instance);
    return runtime;
}

void require_owner(const StateRoot& root, const Fd& dir, const std::string& act)
{
    if (look_at(dir, act).st_uid != root.owner)
    {
        fail(Exit::DataErr, act, "it belongs to another user than the state root");
    }
}

Fd find_merged(const Fd& dir, const std::string& path, const std::string& instance)
{
    return find_beneath(dir, path, O_PATH | O_DIRECTORY, RESOLVE_NO_SYMLINKS, "open merged of " + instance);
}
} // namespace left4me
