#include "instance/beneath.hpp"

#include <cerrno>

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>

namespace left4me
{
namespace
{
constexpr int kAttempts = 32;
constexpr int kAttemptsOfRoot = 4; // who only looks, and whom the owner of what he looks at could keep at it

/// The kernel gives EAGAIN when something was renamed while it looked for "..".
Fd open_resolving(const Fd& dir, const std::string& path, int flags, unsigned resolve)
{
    struct open_how how = {};
    how.flags = static_cast<unsigned>(flags) | O_CLOEXEC;
    how.resolve = resolve;
    const int most = ::geteuid() == 0 ? kAttemptsOfRoot : kAttempts;
    for (int attempt = 1;; ++attempt)
    {
        const long fd = ::syscall(SYS_openat2, dir.get(), path.c_str(), &how, sizeof how);
        if (fd >= 0 || errno != EAGAIN || attempt == most)
        {
            return Fd(static_cast<int>(fd));
        }
    }
}
} // namespace

Fd open_beneath(const Fd& dir, const std::string& path, int flags)
{
    return open_resolving(dir, path, flags, RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS);
}

Fd open_on_same_mount(const Fd& dir, const std::string& name, int flags)
{
    return open_resolving(dir, name, flags, RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_XDEV);
}
} // namespace left4me
