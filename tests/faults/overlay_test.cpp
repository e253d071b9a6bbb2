// Every system call of left4me-overlay failed once, and the helper killed at each. Whatever happens, merged
// is not mounted or mounted whole, nothing else changes, and the next call does the work.
#include "fault.hpp"
#include "files.hpp"
#include "mount_table.hpp"
#include "state_root.hpp"
#include "trace.hpp"

#include <algorithm>
#include <csignal>
#include <sstream>
#include <string_view>

namespace left4me::test
{
namespace
{
const Codes kOwnCodes = {kUsage, kDataErr, kNoInput, kOsErr, kCantCreat, kTempFail, kNoPerm, kConfig};

class Faults : public StateRoot
{
protected:
    void SetUp() override
    {
        StateRoot::SetUp();
        if (tracer().empty())
        {
            GTEST_SKIP() << "needs strace: apt-get install strace";
        }
    }

    static std::vector<Moment> moments_of_first(const std::string& verb)
    {
        bring_to(verb == "mount" ? "umount" : "mount");
        return moments_of(verb);
    }

    static std::vector<Moment> moments_of_second(const std::string& verb)
    {
        bring_to(verb);
        return since_filter(moments_of(verb));
    }

    // `before` is the call that leads to the state in which each fault finds the instance.
    static void expect_recovery(const std::string& verb, const std::string& before,
                                const std::vector<Fault>& faults)
    {
        ASSERT_FALSE(faults.empty());
        for (const Fault& fault : faults)
        {
            SCOPED_TRACE(verb + ", " + described(fault));
            bring_to(before);
            const std::string others = other_mounts();
            expect_all_or_nothing(fault, verb, run_with(fault, verb));
            EXPECT_EQ(other_mounts(), others);
            bring_to(verb);
        }
    }

private:
    static void bring_to(const std::string& verb)
    {
        EXPECT_TRUE(succeeds(run_helper({verb, "alpha"})));
        verb == "mount" ? expect_whole() : expect_gone();
    }

    static void expect_all_or_nothing(const Fault& fault, const std::string& verb, const Outcome& outcome)
    {
        if (fault.effect == "signal=SIGKILL")
        {
            EXPECT_EQ(outcome.status, 128 + SIGKILL);
            EXPECT_EQ(outcome.out + outcome.err, "");
        }
        else if (outcome.status == 0)
        {
            EXPECT_TRUE(succeeds(outcome));
            EXPECT_NE(reason_to_go_on(fault.moment), "");
            EXPECT_EQ(mounts_on(merged()).size(), verb == "mount" ? 1U : 0U);
        }
        else
        {
            EXPECT_TRUE(refuses(outcome, kOwnCodes));
        }
        if (!mounts_on(merged()).empty())
        {
            expect_whole();
        }
    }

    // What the game sees and may do, rather than what the mount table says.
    static void expect_whole()
    {
        ASSERT_TRUE(is_mounted());
        const std::string options = mounts_on(merged()).front().options;
        EXPECT_TRUE(has_option(options, "nosuid") && has_option(options, "nodev")) << options;
        EXPECT_EQ(read_file(merged() / "cfg/server.cfg"), "top");
        EXPECT_EQ(read_file(merged() / "cfg/base.cfg"), "base");
        EXPECT_TRUE(read_file(merged() / "game").starts_with("installed"));
        EXPECT_TRUE(is_writable());
    }

    static void expect_gone()
    {
        EXPECT_TRUE(nothing_mounted());
        EXPECT_TRUE(std::filesystem::is_empty(work()));
        EXPECT_EQ(read_file(at("installation/game")), "installed");
    }

    static std::string other_mounts()
    {
        std::string others;
        std::istringstream table(mount_table_text());
        for (std::string line; std::getline(table, line);)
        {
            others += line.find(merged().string()) == std::string::npos ? line + '\n' : "";
        }
        return others;
    }
};

bool has(const std::vector<Moment>& moments, std::string_view start)
{
    return std::any_of(moments.begin(), moments.end(),
                       [&](const Moment& moment) { return moment.text.starts_with(start); });
}

class SystemCalls : public Faults
{
};
class FailedCall : public Faults
{
};
class Kill : public Faults
{
};
INSTANTIATE_TEST_SUITE_P(On, SystemCalls, testing::Values(FileSystem::Tmpfs));
INSTANTIATE_TEST_SUITE_P(On, FailedCall, testing::Values(FileSystem::Tmpfs));
INSTANTIATE_TEST_SUITE_P(On, Kill, testing::Values(FileSystem::Tmpfs));

TEST_P(SystemCalls, OfMountAreInItsTrace)
{
    const auto moments = moments_of_first("mount");
    for (const char* call : {"setns(", "prctl(PR_SET_SECUREBITS", "setresuid(", "capset(",
                             "prctl(PR_SET_SECCOMP", "openat2(", "fsetxattr(", "fsopen(", "exit_group("})
    {
        EXPECT_TRUE(has(moments, call)) << call;
    }
    EXPECT_TRUE(has(moments, "move_mount(") || has(moments, "mount("));
    EXPECT_FALSE(has(moments, "execve(")); // or what the loader does would be taken for the helper's
}

TEST_P(SystemCalls, OfUmountAreInItsTrace)
{
    const auto moments = moments_of_first("umount");
    for (const char* call : {"setns(", "fcntl(", "capset(", "prctl(PR_SET_SECCOMP", "openat2(", "umount2(",
                             "fremovexattr(", "unlinkat(", "exit_group("})
    {
        EXPECT_TRUE(has(moments, call)) << call;
    }
}

TEST_P(FailedCall, OfMountLeavesNothingHalfDone)
{
    expect_recovery("mount", "umount", failures_of(moments_of_first("mount")));
}

TEST_P(FailedCall, OfMountOfWhatIsMountedLeavesItAlone)
{
    expect_recovery("mount", "mount", failures_of(moments_of_second("mount")));
}

TEST_P(FailedCall, OfUmountLeavesNothingHalfDone)
{
    expect_recovery("umount", "mount", failures_of(moments_of_first("umount")));
}

TEST_P(Kill, AtAnyCallOfMountLeavesNothingHalfDone)
{
    expect_recovery("mount", "umount", kills_at(moments_of_first("mount")));
}

TEST_P(Kill, AtAnyCallOfUmountLeavesNothingHalfDone)
{
    expect_recovery("umount", "mount", kills_at(moments_of_first("umount")));
}
} // namespace
} // namespace left4me::test
