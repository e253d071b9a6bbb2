#include "system/place.hpp"

#include <cerrno>

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace left4me
{
namespace
{
std::filesystem::path& guarded_root()
{
    static std::filesystem::path root;
    return root;
}

Fd open_resolving(const Fd& base, const std::filesystem::path& path, int flags, std::uint64_t resolve)
{
    struct open_how how = {};
    how.flags = static_cast<unsigned>(flags) | O_CLOEXEC;
    how.resolve = resolve;
    const int at = base ? base.get() : AT_FDCWD;
    const long fd = ::syscall(SYS_openat2, at, path.c_str(), &how, sizeof how);
    // The game's sandbox has no openat2(2), and nobody in it but left4me himself.
    return Fd(fd < 0 && errno == ENOSYS ? ::openat(at, path.c_str(), flags | O_CLOEXEC)
                                        : static_cast<int>(fd));
}

struct Guarded
{
    std::filesystem::path top;  ///< the directory of the root that it is in; empty: it is not guarded
    std::filesystem::path rest; ///< from there
    std::uint64_t resolve = RESOLVE_NO_SYMLINKS | RESOLVE_BENEATH;
};

Guarded guarded_part(const std::filesystem::path& path)
{
    const std::filesystem::path& root = guarded_root();
    const std::filesystem::path part = root.empty() ? root : path.lexically_relative(root);
    const std::filesystem::path top = part.empty() ? part : *part.begin();
    if (::geteuid() == 0 && (top == "instances" || top == "runtime"))
    {
        return {top, part.lexically_relative(top)};
    }
    if (::geteuid() == 0 && (top == "overlays" || top == "installations"))
    {
        return {top, part.lexically_relative(top), RESOLVE_NO_MAGICLINKS | RESOLVE_BENEATH};
    }
    return {};
}

Fd open_guarded(const Guarded& place, int flags)
{
    const Fd top = open_resolving(Fd(), guarded_root() / place.top, O_PATH | O_DIRECTORY | O_NOFOLLOW,
                                  RESOLVE_NO_MAGICLINKS);
    return top ? open_resolving(top, place.rest, flags, place.resolve) : Fd();
}
} // namespace

void follow_no_links_below(const std::filesystem::path& root)
{
    guarded_root() = root;
}

Fd open_place(const std::filesystem::path& path, int flags)
{
    const Guarded place = guarded_part(path);
    return place.top.empty() ? open_resolving(Fd(), path, flags, RESOLVE_NO_MAGICLINKS)
                             : open_guarded(place, flags);
}

std::optional<struct statx> what_is_known_of(const Fd& place)
{
    struct statx status = {};
    const bool known = place && ::statx(place.get(), "", AT_EMPTY_PATH | AT_STATX_DONT_SYNC,
                                        STATX_TYPE | STATX_UID | STATX_INO | STATX_MNT_ID, &status) == 0;
    return known ? std::optional(status) : std::nullopt;
}

bool can_reach(const std::filesystem::path& path)
{
    return static_cast<bool>(open_place(path, O_PATH));
}
} // namespace left4me
