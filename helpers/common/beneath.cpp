#include "common/beneath.hpp"

#include "common/failure.hpp"

#include <cerrno>

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace left4me
{
namespace
{
// With ".." in a symlink the kernel gives EAGAIN whenever anything at all was renamed meanwhile, so once is
// too few.
constexpr int kAttempts = 32;

[[noreturn]] void refuse(int error, const std::string& act)
{
    switch (error)
    {
    case ELOOP:
    case EXDEV:
        fail(Exit::DataErr, act, "a symlink or another mount leads away from where it must lie");
    case ENOTDIR:
    case EISDIR:
    case ENXIO:
    case ENAMETOOLONG:
        fail(Exit::DataErr, act, "it is of the wrong kind");
    case EACCES:
        fail(Exit::NoInput, act, "the owner of the state root may not open it");
    default:
        fail_with_errno(error, act);
    }
}
} // namespace

Fd find_beneath(const Fd& dir, const std::string& path, int flags, std::uint64_t resolve,
                const std::string& act)
{
    open_how how = {};
    how.flags = static_cast<unsigned>(flags) | O_CLOEXEC;
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS | resolve;
    for (int attempt = 1;; ++attempt)
    {
        Fd found(syscall(SYS_openat2, dir.get(), path.c_str(), &how, sizeof how));
        if (found || errno == ENOENT)
        {
            return found;
        }
        if (errno != EAGAIN || attempt == kAttempts)
        {
            refuse(errno, act);
        }
    }
}

Fd open_beneath(const Fd& dir, const std::string& path, int flags, std::uint64_t resolve,
                const std::string& act)
{
    Fd found = find_beneath(dir, path, flags, resolve, act);
    if (!found)
    {
        fail(Exit::NoInput, act, "it does not exist");
    }
    return found;
}
} // namespace left4me
