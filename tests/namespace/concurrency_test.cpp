// Many callers at once, and callers that are killed.
#include "files.hpp"
#include "mount_table.hpp"
#include "state_root.hpp"

#include <chrono>
#include <csignal>
#include <deque>
#include <thread>

#include <fcntl.h>

namespace left4me::test
{
namespace
{
using Clock = std::chrono::steady_clock;

class Concurrency : public StateRoot
{
protected:
    static void start(std::deque<Running>& running, const char* verb, const std::string& instance)
    {
        running.emplace_back(helper_with({verb, instance}));
    }

    static void expect_all_succeed(std::deque<Running>& running)
    {
        for (Running& one : running)
        {
            EXPECT_TRUE(succeeds(one.finish()));
        }
    }

    static std::vector<std::string> make_instances()
    {
        std::vector<std::string> names;
        for (const char* name : {"a", "b", "c", "d", "e", "f", "g", "h"})
        {
            names.emplace_back(name);
            make_instance(name, {"overlays/top", "overlays/base", "installation"});
        }
        return names;
    }

    static Clock::duration time_of(const char* verb)
    {
        const auto start = Clock::now();
        EXPECT_TRUE(succeeds(run_helper({verb, "alpha"})));
        return Clock::now() - start;
    }

    // Killed at ever later moments of its life; the call after it finds a state that it can finish.
    static void kill_at_many_moments(const char* verb, const char* opposite)
    {
        constexpr int kMoments = 25;
        const auto whole = time_of(verb);
        for (int moment = 0; moment <= kMoments; ++moment)
        {
            ASSERT_TRUE(succeeds(run_helper({opposite, "alpha"})));
            Running victim(helper_with({verb, "alpha"}));
            std::this_thread::sleep_for(whole * moment / kMoments);
            kill(victim.pid(), SIGKILL);
            victim.finish();
            ASSERT_TRUE(succeeds(run_helper({verb, "alpha"})))
                << "after a kill at " << moment << '/' << kMoments;
        }
    }
};
LEFT4ME_ON_EACH_FILE_SYSTEM(Concurrency);

TEST_P(Concurrency, WithATerminalThatStopsOneHoldsNobodyUp)
{
    ASSERT_TRUE(succeeds(mount()));
    const Companion inside([] { std::filesystem::current_path(merged()); });
    Running stopped(helper_with({"umount", "alpha"}));
    std::this_thread::sleep_for(std::chrono::milliseconds(500)); // it tries for two seconds
    for (const int signal : {SIGTSTP, SIGTTIN, SIGTTOU, SIGINT, SIGTERM, SIGHUP})
    {
        kill(stopped.pid(), signal);
    }
    EXPECT_TRUE(refuses(stopped.finish(), {kTempFail}));
}

TEST_P(Concurrency, OfOneInstanceMakesOneMount)
{
    std::deque<Running> running;
    for (int i = 0; i < 8; ++i)
    {
        start(running, "mount", "alpha");
    }
    expect_all_succeed(running);
    EXPECT_TRUE(is_mounted());
    EXPECT_TRUE(is_writable());
}

TEST_P(Concurrency, OfManyInstancesMountsThemAll)
{
    const auto names = make_instances();
    std::deque<Running> running;
    for (const std::string& name : names)
    {
        start(running, "mount", name);
    }
    expect_all_succeed(running);
    for (const std::string& name : names)
    {
        EXPECT_TRUE(is_mounted(name));
    }
}

TEST_P(Concurrency, OfMountsAndUmountsLeavesOneOfTheTwo)
{
    const auto names = make_instances();
    for (int round = 0; round < 4; ++round)
    {
        std::deque<Running> running;
        for (const std::string& name : names)
        {
            start(running, "mount", name);
            start(running, "umount", name);
        }
        expect_all_succeed(running);
    }
    for (const std::string& name : names)
    {
        EXPECT_TRUE(mounts_on(merged(name)).empty() ? nothing_mounted(name) : is_mounted(name));
        EXPECT_TRUE(succeeds(umount(name)));
        EXPECT_TRUE(nothing_mounted(name));
    }
}

TEST_P(Concurrency, WithAKilledMountIsMended)
{
    kill_at_many_moments("mount", "umount");
    EXPECT_TRUE(is_mounted());
    EXPECT_TRUE(is_writable());
}

TEST_P(Concurrency, WithAKilledUmountIsMended)
{
    ASSERT_TRUE(succeeds(mount()));
    kill_at_many_moments("umount", "mount");
    EXPECT_TRUE(nothing_mounted());
}

TEST_P(Concurrency, WithAStoppedHolderHoldsUpThatInstanceOnlyAndEndsWithIt)
{
    make_instance("beta", {"installation"});
    Running holder(helper_with({"mount", "alpha"}));
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    kill(holder.pid(), SIGSTOP);
    EXPECT_TRUE(succeeds(mount("beta")));
    kill(holder.pid(), SIGKILL);
    holder.finish();
    EXPECT_TRUE(succeeds(mount("alpha")));
}

TEST_P(Concurrency, WithALockThatStaysHeldIsRefusedAndNamesTheHolder)
{
    const Companion holder(
        []
        {
            const auto file = static_cast<int>(must(
                open("/run/left4me-overlay.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0600), "open the lock file"));
            struct flock whole = {};
            whole.l_type = F_WRLCK;
            must(fcntl(file, F_SETLK, &whole), "lock it");
        });
    const Outcome outcome = mount();
    EXPECT_TRUE(refuses(outcome, {kTempFail}));
    EXPECT_NE(outcome.err.find(std::to_string(holder.pid())), std::string::npos) << outcome.err;
}
} // namespace
} // namespace left4me::test
