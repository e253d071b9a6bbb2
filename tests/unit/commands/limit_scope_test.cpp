#include "commands/limit_scope.hpp"

#include <cerrno>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

namespace left4me
{
namespace
{
/// errno of reading the core limit of `process`, which is 0 for oneself.
int error_of_limit_of(pid_t process)
{
    rlimit limit = {};
    return ::prlimit(process, RLIMIT_CORE, nullptr, &limit) == 0 ? 0 : errno;
}

bool can_lower_own_limit()
{
    const rlimit none = {};
    return ::setrlimit(RLIMIT_CORE, &none) == 0;
}

TEST(LimitScope, KeepsTheLimitsOfOthersFromIt)
{
    EXPECT_EXIT(
        {
            const bool before = error_of_limit_of(::getppid()) == 0;
            confine_limits();
            ::_exit(before && error_of_limit_of(::getppid()) == EPERM ? 0 : 1);
        },
        testing::ExitedWithCode(0), "");
}

TEST(LimitScope, LeavesItsOwn)
{
    EXPECT_EXIT(
        {
            confine_limits();
            ::_exit(error_of_limit_of(0) == 0 && can_lower_own_limit() ? 0 : 1);
        },
        testing::ExitedWithCode(0), "");
}

TEST(LimitScope, KeepsLeasesFromItAndNothingElseOfFcntl)
{
    EXPECT_EXIT(
        {
            const int file = ::open("/dev/shm", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
            const bool before =
                ::fcntl(file, F_SETLEASE, F_WRLCK) == 0 && ::fcntl(file, F_SETLEASE, F_UNLCK) == 0;
            confine_leases();
            const bool refused = ::fcntl(file, F_SETLEASE, F_WRLCK) != 0 && errno == EPERM;
            ::_exit(before && refused && ::fcntl(file, F_GETFD) == FD_CLOEXEC ? 0 : 1);
        },
        testing::ExitedWithCode(0), "");
}
} // namespace
} // namespace left4me
