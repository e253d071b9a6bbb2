#include "overlay/identity.hpp"

#include "common/failure.hpp"
#include "common/hash.hpp"
#include "common/read.hpp"
#include "overlay/mount_table.hpp"

#include <array>
#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace left4me
{
namespace
{
constexpr char kAttribute[] = "trusted.left4me.identity";

std::string numbers_of(const Fd& dir)
{
    const struct stat about = look_at(dir, "look at a layer");
    return std::to_string(about.st_dev) + ':' + std::to_string(about.st_ino) + ' ';
}
} // namespace

std::string identity_of(const std::string& instance, const std::vector<Fd>& layers, const Runtime& runtime)
{
    // Not cryptographic: an owner who finds a collision gets to see the mount that he asked for before.
    Hash hash;
    for (const Fd& layer : layers)
    {
        hash.add(numbers_of(layer));
    }
    hash.add(numbers_of(runtime.upper)).add(numbers_of(runtime.work));
    return source_of(instance) + std::to_string(hash.value());
}

Mark::Mark(const Fd& dir, const std::string& identity)
    : dir_(dir), made_(fsetxattr(dir.get(), kAttribute, identity.data(), identity.size(), XATTR_CREATE) == 0)
{
    check(made_ || errno == EEXIST ? 0 : -1, "mark upper and work");
}

void Mark::keep(const std::string& identity)
{
    if (!std::exchange(made_, false))
    {
        fsetxattr(dir_.get(), kAttribute, identity.data(), identity.size(), 0);
    }
}

Mark::~Mark()
{
    if (made_)
    {
        fremovexattr(dir_.get(), kAttribute);
    }
}

std::string mark_of(const Fd& dir)
{
    std::array<char, 128> text{};
    const ssize_t length = fgetxattr(dir.get(), kAttribute, text.data(), text.size());
    if (length < 0 && errno != ENODATA && errno != ENOTSUP)
    {
        fail_with_errno(errno, "look at the marks of a directory");
    }
    return {text.data(), length > 0 ? static_cast<std::size_t>(length) : 0};
}

void remove_mark(const Fd& dir, const std::string& identity)
{
    if (mark_of(dir) == identity)
    {
        fremovexattr(dir.get(), kAttribute);
    }
}

bool is_mount_root(const Fd& dir)
{
    struct statx about = {};
    check(statx(dir.get(), "", AT_EMPTY_PATH, 0, &about), "look at merged");
    return (about.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
}

std::string read_identity(const Fd& mounted)
{
    struct statfs about = {};
    check(fstatfs(mounted.get(), &about), "look at merged");
    if (about.f_type != OVERLAYFS_SUPER_MAGIC)
    {
        return "";
    }
    // An O_PATH descriptor has no attributes; "." is the same directory, and on no other mount.
    return mark_of(Fd(check(openat(mounted.get(), ".", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC),
                            "look at merged")));
}
} // namespace left4me
