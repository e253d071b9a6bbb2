#include "fixture/refusal.hpp"
#include "fixture/temporary_root.hpp"
#include "steam/session.hpp"

namespace left4me
{
namespace
{
using test::refusal_of;
using test::Refuses;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// SteamCMD as a shell script of the test's.
class SteamSession : public testing::Test
{
protected:
    Report run(const std::string& script, const std::optional<Login>& login = std::nullopt)
    {
        const auto launcher = temporary_.write("steamcmd.sh", "#!/bin/bash\n" + script + "\n");
        std::filesystem::permissions(launcher, std::filesystem::perms::all);
        const Listener listener{[&](const SteamProgress& progress) { phases_.push_back(progress.phase); },
                                [&](std::string_view piece) { raw_ += piece; }};
        return run_steamcmd({launcher, login, std::nullopt}, {{"force_install_dir", "/a b"}},
                            {{"app_update", "222860", "validate"}}, listener);
    }

    test::TemporaryRoot temporary_;
    std::vector<std::string> phases_;
    std::string raw_;
};

TEST_F(SteamSession, GivesCommandsAsWordsWithTheLoginInBetween)
{
    EXPECT_THAT(run("printf '%s|' \"$@\"").output,
                HasSubstr("|+force_install_dir|/a b|+login|anonymous|+app_update|222860|validate|+quit|"));
}

TEST_F(SteamSession, HearsLinesThatComeInPieces)
{
    const Report report = run("printf ' Update state (0x5) verifying ins'; sleep 0.2; printf 'tall, "
                              "progress: 1.00 (1 / 2)\\nSucc'\n"
                              "sleep 0.2; printf \"ess! App '222860' fully installed.\"");
    EXPECT_THAT(phases_, ElementsAre("verifying install"));
    ASSERT_TRUE(report.installed);
    EXPECT_TRUE(report.installed->changed);
    EXPECT_EQ(report.output, raw_);
}

TEST_F(SteamSession, RemembersTheComplaintThatSaysMost)
{
    const Report report =
        run("echo 'ERROR! What is that'; echo \"Error! App '222860' state is 0x402 after update job.\"\n"
            "echo 'ERROR! Timed out waiting for AppInfo update.'; exit 8");
    ASSERT_TRUE(report.complaint);
    EXPECT_EQ(report.complaint->trouble, Trouble::Interrupted);
    EXPECT_EQ(report.status, 8);
}

TEST_F(SteamSession, ForgetsWhatSteamCmdMendedItself)
{
    const Report report = run("echo 'ERROR! Timed out waiting for AppInfo update.'\n"
                              "echo \"Success! App '222860' fully installed.\"");
    EXPECT_TRUE(report.installed);
    EXPECT_FALSE(report.complaint);
}

TEST_F(SteamSession, HearsWhatIsSaidOnStderrToo)
{
    const Report report = run("echo 'x: linux32/steamcmd: No such file or directory' >&2; exit 127");
    ASSERT_TRUE(report.complaint);
    EXPECT_EQ(report.complaint->trouble, Trouble::NoLoader);
}

TEST_F(SteamSession, ShowsAPasswordNeitherOnTheCommandLineNorInAFileOnDisk)
{
    const Report report =
        run("tr '\\0' ' ' </proc/self/cmdline; echo \"$@\"; env; readlink \"$2\"; echo ---; cat \"$2\"",
            Login{"gordon", "crow bar", "K7X"});
    const std::string seen = report.output.substr(0, report.output.find("---"));
    EXPECT_THAT(seen, Not(HasSubstr("crow")));
    EXPECT_THAT(seen, HasSubstr("/memfd:"));
    EXPECT_THAT(report.output,
                HasSubstr("\"set_steam_guard_code\" \"K7X\"\n\"login\" \"gordon\" \"crow bar\"\n"));
}

TEST_F(SteamSession, LeavesThePasswordToSteamCmdWhenThereIsNone)
{
    EXPECT_THAT(run("cat \"$2\"", Login{"gordon", "", ""}).output, HasSubstr("\n\"login\" \"gordon\"\n"));
}

TEST_F(SteamSession, RefusesAPasswordThatWouldBeAnotherCommand)
{
    for (const char* const password : {"a\"b", "a\nquit", "\xff"})
    {
        EXPECT_THAT(refusal_of(
                        [&] {
                            run("true", Login{"gordon", password, ""});
                        }),
                    Refuses(Exit::Usage, "quotation marks"));
    }
}

TEST(LastLines, AreAtMostThatMany)
{
    EXPECT_EQ(last_lines("a\nb\nc\n", 2), "b\nc\n");
    EXPECT_EQ(last_lines("a\nb\nc\n", 3), "a\nb\nc\n");
    EXPECT_EQ(last_lines("a\nb\nc\n", 9), "a\nb\nc\n");
    EXPECT_EQ(last_lines("a\nb\nc", 1), "c");
    EXPECT_EQ(last_lines("", 3), "");
}
} // namespace
} // namespace left4me
