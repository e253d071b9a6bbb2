#include "common/seccomp.hpp"
#include "fixture/child.hpp"
#include "overlay/system_calls.hpp"

#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>

namespace left4me
{
namespace
{
/// The status of a process that does `act` under the overlay helper's list.
int status_under_the_list(void (*act)())
{
    const auto child = static_cast<pid_t>(test::must(fork(), "fork"));
    if (child == 0)
    {
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
        allow_only(kSystemCalls);
        act();
        syscall(SYS_exit_group, 0);
    }
    int status = -1;
    test::must(waitpid(child, &status, 0), "wait");
    return status;
}

TEST(SystemCallList, LetsThroughWhatIsOnIt)
{
    const int status = status_under_the_list([] { syscall(SYS_close, 200); });
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
}

TEST(SystemCallList, KillsAtAnyOther)
{
    for (void (*const act)() :
         {+[] { execl("/bin/true", "true", nullptr); }, +[] { socket(AF_INET, SOCK_DGRAM, 0); },
          +[] { ptrace(PTRACE_TRACEME, 0, nullptr, nullptr); }, +[] { syscall(SYS_setns, -1, 0); },
          +[] { syscall(SYS_setuid, 0); }, +[] { syscall(SYS_fork); },
          +[] { syscall(SYS_init_module, 0, 0, 0); }, +[] { syscall(SYS_chmod, "/", 0777); },
          +[] { syscall(SYS_close | 0x40000000); }})
    {
        const int status = status_under_the_list(act);
        EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS) << status;
    }
}
} // namespace
} // namespace left4me
