#include "overlay/lock.hpp"

#include "common/failure.hpp"
#include "common/hash.hpp"
#include "common/read.hpp"

#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace left4me
{
namespace
{
struct flock byte_of(std::string_view text)
{
    struct flock lock = {};
    lock.l_type = F_WRLCK;
    lock.l_start = static_cast<off_t>(Hash().add(text).value() >> 2U);
    lock.l_len = 1;
    return lock;
}
} // namespace

Fd lock_instance(std::string_view instance)
{
    constexpr useconds_t kPause = 10'000; // microseconds
    constexpr int kAttempts = 1000;
    // In root's directory: left4me can neither hold nor replace it.
    Fd file(check(open("/run/left4me-overlay.lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600),
                  "open the lock"));
    struct flock lock = byte_of(instance);
    for (int attempt = 1; fcntl(file.get(), F_SETLK, &lock) != 0; ++attempt)
    {
        if (errno != EAGAIN && errno != EACCES)
        {
            fail_with_errno(errno, "lock the instance");
        }
        if (attempt == kAttempts)
        {
            fcntl(file.get(), F_GETLK, &lock);
            fail(Exit::TempFail, "lock the instance",
                 "process " + std::to_string(lock.l_pid) + " works on it");
        }
        usleep(kPause);
    }
    // His terminal stops or ends what he began; from here on that would hold up others, or leave half of it.
    sigset_t all;
    sigfillset(&all);
    check(sigprocmask(SIG_BLOCK, &all, nullptr), "block signals");
    return file;
}

bool lock_directory(const Fd& lock, const Fd& dir)
{
    const struct stat about = look_at(dir, "lock merged, upper and work");
    struct flock byte = byte_of(std::to_string(about.st_dev) + ':' + std::to_string(about.st_ino));
    const bool locked = fcntl(lock.get(), F_SETLK, &byte) == 0;
    check(locked || errno == EAGAIN || errno == EACCES ? 0 : -1, "lock merged, upper and work");
    return locked;
}
} // namespace left4me
