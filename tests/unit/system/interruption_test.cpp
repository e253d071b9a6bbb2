#include "calls.hpp"
#include "left4me/fd.hpp"
#include "left4me/interrupted.hpp"
#include "system/process.hpp"

#include <csignal>
#include <cstdlib>
#include <thread>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace left4me
{
namespace
{
using test::interrupting_signal_of;
using test::shell;
using test::streamed;

bool no_child_is_left()
{
    return ::waitpid(-1, nullptr, WNOHANG) == -1;
}

TEST(Interruption, EndsTheChildAndIsThrown)
{
    for (const int number : {SIGINT, SIGTERM, SIGHUP})
    {
        const test::Stopwatch watch;
        const Argv argv = shell("kill -" + std::to_string(number) + " $PPID; exec sleep 30");
        EXPECT_EQ(interrupting_signal_of([&] { streamed(argv); }), number);
        EXPECT_LT(watch.seconds(), 1.5);
        EXPECT_TRUE(no_child_is_left());
    }
}

TEST(Interruption, KillsAChildThatWillNotEnd)
{
    const test::Stopwatch watch;
    const Argv argv = shell("trap '' TERM; kill -INT $PPID; while :; do sleep 0.1; done");
    EXPECT_EQ(interrupting_signal_of([&] { streamed(argv); }), SIGINT);
    EXPECT_GT(watch.seconds(), 1.9);
    EXPECT_LT(watch.seconds(), 3.5);
    EXPECT_TRUE(no_child_is_left());
}

TEST(Interruption, LetsTheChildFinishWhatItDoesWithinItsTwoSeconds)
{
    char directory[] = "/tmp/left4me-grace-XXXXXX";
    ASSERT_NE(::mkdtemp(directory), nullptr);
    const std::string done = std::string(directory) + "/done";
    const Argv argv = shell("trap 'sleep 0.3; : >" + done +
                            "; exit 0' TERM; kill -TERM $PPID; while :; do sleep 0.05; done");
    EXPECT_EQ(interrupting_signal_of([&] { streamed(argv); }), SIGTERM);
    EXPECT_EQ(::unlink(done.c_str()), 0);
    ::rmdir(directory);
}

TEST(Interruption, LeavesAloneWhatTheCallerIgnores)
{
    const auto before = std::signal(SIGHUP, SIG_IGN);
    const Ended ended = capture(shell("kill -HUP $PPID; sleep 0.2; echo done"));
    std::signal(SIGHUP, before);
    EXPECT_EQ(ended.out, "done\n");
}

TEST(Interruption, OfAnInnerRunEndsTheOuterOneToo)
{
    const auto inner = [](std::string_view)
    { static_cast<void>(capture(shell("kill -TERM $PPID; exec sleep 30"))); };
    const auto outer = [&] { stream(shell("echo out; exec sleep 30"), inner, -1, Verbosity::Quiet); };
    EXPECT_EQ(interrupting_signal_of(outer), SIGTERM);
    EXPECT_TRUE(no_child_is_left());
}

TEST(Interruption, ByAReaderThatLeavesNeedsNoLine)
{
    int ends[2];
    ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
    const Fd writer(ends[1]);
    std::thread reader(
        [end = ends[0]]
        {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            ::close(end);
        });
    const auto call = [&]
    {
        stream(
            {"/bin/sleep", "30"}, [](std::string_view) {}, writer.get(), Verbosity::Quiet);
    };
    const test::Stopwatch watch;
    EXPECT_EQ(interrupting_signal_of(call), SIGPIPE);
    EXPECT_LT(watch.seconds(), 2);
    reader.join();
}

TEST(Interruption, EndsUsByTheSameSignal)
{
    EXPECT_EXIT(end_by_signal(SIGTERM), testing::KilledBySignal(SIGTERM), "");
    const auto ignored_and_blocked = []
    {
        std::signal(SIGPIPE, SIG_IGN);
        sigset_t all;
        sigfillset(&all);
        ::sigprocmask(SIG_BLOCK, &all, nullptr);
        end_by_signal(SIGPIPE);
    };
    EXPECT_EXIT(ignored_and_blocked(), testing::KilledBySignal(SIGPIPE), "");
}

TEST(Interruption, ThatComesTooLateToBeSeenStillHasItsEffect)
{
    const auto late = []
    {
        static_cast<void>(capture({"/bin/true"}));
        ::raise(SIGTERM);
        std::exit(0);
    };
    EXPECT_EXIT(late(), testing::KilledBySignal(SIGTERM), "");
}
} // namespace
} // namespace left4me
