#include "commands/signal_scope.hpp"

#include <csignal>

#include <gtest/gtest.h>
#include <linux/landlock.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace left4me
{
namespace
{
/// What the kernel offers, asked without the code under test.
bool kernel_has_signal_scopes()
{
    constexpr long kAbi = 6;
    return ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) >= kAbi;
}

bool parent_is_within_reach()
{
    return ::kill(::getppid(), 0) == 0;
}

/// For the exit status of a child that has confined itself.
int parent_is_out_of_reach_where_the_kernel_can_do_that()
{
    const bool can = kernel_has_signal_scopes();
    const bool before = parent_is_within_reach();
    const bool confined = confine_signals();
    return before && confined == can && parent_is_within_reach() == !can ? 0 : 1;
}

TEST(SignalScope, KeepsSignalsFromProcessesOutsideWhereTheKernelCanDoThat)
{
    EXPECT_EXIT(::_exit(parent_is_out_of_reach_where_the_kernel_can_do_that()), testing::ExitedWithCode(0),
                "");
}

TEST(SignalScope, LeavesOwnChildrenWithinReach)
{
    EXPECT_EXIT(
        {
            confine_signals();
            const pid_t child = ::fork();
            if (child == 0)
            {
                ::pause();
            }
            ::_exit(::kill(child, SIGKILL) == 0 ? 0 : 1);
        },
        testing::ExitedWithCode(0), "");
}
} // namespace
} // namespace left4me
