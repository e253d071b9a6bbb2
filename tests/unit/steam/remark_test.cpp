#include "steam/remark.hpp"

#include <array>

#include <gtest/gtest.h>

namespace left4me
{
namespace
{
TEST(Remark, IsProgressOfThePhaseWithBytes)
{
    const auto remark = parse_remark(" Update state (0x61) downloading, progress: 12.34 (123 / 456)");
    const auto& progress = std::get<SteamProgress>(remark);
    EXPECT_EQ(progress.phase, "downloading");
    EXPECT_DOUBLE_EQ(progress.percent, 12.34);
    EXPECT_EQ(progress.done, 123U);
    EXPECT_EQ(progress.total, 456U);
}

TEST(Remark, MayHaveAPhaseOfTwoWordsAndAmountsBeyond32Bits)
{
    const auto remark =
        parse_remark(" Update state (0x5) verifying install, progress: 100.00 (9876543210 / 9876543210)");
    EXPECT_EQ(std::get<SteamProgress>(remark).phase, "verifying install");
    EXPECT_EQ(std::get<SteamProgress>(remark).total, 9876543210U);
}

TEST(Remark, MayHaveTheDecimalCommaOfSomeLocales)
{
    const auto remark = parse_remark(" Update state (0x61) downloading, progress: 12,34 (123 / 456)");
    EXPECT_DOUBLE_EQ(std::get<SteamProgress>(remark).percent, 12.34);
}

TEST(Remark, IsProgressOfSteamCmdsOwnUpdateInKilobytes)
{
    const auto remark = parse_remark("[ 12%] Downloading update (5,011 of 40,300 KB)...");
    const auto& progress = std::get<SteamProgress>(remark);
    EXPECT_EQ(progress.phase, "updating SteamCMD");
    EXPECT_DOUBLE_EQ(progress.percent, 12);
    EXPECT_EQ(progress.done, 5011U * 1024);
    EXPECT_EQ(progress.total, 40300U * 1024);
}

TEST(Remark, IsNothingWhenALineIsOnlyNearlyProgress)
{
    constexpr std::array<const char*, 10> kLines = {
        "",
        " Update state (0x61) downloading, progress: 12.34 (123 / 456",
        " Update state (0x61) downloading, progress: 120.34 (123 / 456)",
        " Update state (0x61) downloading, progress: -1.0 (123 / 456)",
        " Update state (0x61) downloading, progress: nan (123 / 456)",
        " Update state (0x61) downloading, progress: 12.34 (99999999999999999999 / 1)",
        " Update state (0x61) downloading",
        "Update state (",
        "[ 12%] Downloading update (5,011 of ,,, KB)...",
        "[----] Extracting package...",
    };
    for (const char* const line : kLines)
    {
        EXPECT_TRUE(std::holds_alternative<std::monostate>(parse_remark(line))) << line;
    }
}

TEST(Remark, SaysThatTheAppIsWholeAndWhetherItChanged)
{
    EXPECT_TRUE(std::get<Installed>(parse_remark("Success! App '222860' fully installed.")).changed);
    EXPECT_FALSE(std::get<Installed>(parse_remark("Success! App '222860' already up to date.")).changed);
    EXPECT_TRUE(std::holds_alternative<std::monostate>(parse_remark("Success! Logged out.")));
    EXPECT_TRUE(std::holds_alternative<std::monostate>(parse_remark("No Success! App '1' fully installed.")));
}

struct Said
{
    const char* line;
    Trouble trouble;
};

constexpr std::array<Said, 19> kComplaints = {{
    {"ERROR! Failed to install app '222860' (Invalid platform)", Trouble::InvalidPlatform},
    {"ERROR! Failed to install app '222860' (No subscription)", Trouble::NoSubscription},
    {"ERROR! Failed to install app '222860' (Disk write failure)", Trouble::DiskWrite},
    {"Error! App '222860' state is 0x202 after update job.", Trouble::NoSpace},
    {"Error! App '222860' state is 0x402 after update job.", Trouble::Interrupted},
    {"Error! App '222860' state is 0x602 after update job.", Trouble::Interrupted},
    {"Error! App '222860' state is 0x606 after update job.", Trouble::DiskWrite},
    {"Error! App '222860' state is 0x6 after update job.", Trouble::Interrupted},
    {"Error! App '222860' state is 0x10502 after update job.", Trouble::Unknown},
    {"ERROR! Timed out waiting for AppInfo update.", Trouble::NoConnection},
    {"Connecting anonymously to Steam Public...FAILED (No Connection)", Trouble::NoConnection},
    {"Logging in user 'x' [U:1:1] to Steam Public...FAILED (Rate Limit Exceeded)", Trouble::RateLimit},
    {"Logging in user 'x' [U:1:1] to Steam Public...ERROR (Rate Limit Exceeded)", Trouble::RateLimit},
    {"Logging in user 'x' [U:1:1] to Steam Public...FAILED (Invalid Password)", Trouble::Password},
    {"Logging in user 'x' [U:1:1] to Steam Public...FAILED (Two-factor code mismatch)", Trouble::GuardCode},
    {"Logging in user 'x' [U:1:1] to Steam Public...FAILED (Account Logon Denied)", Trouble::GuardCode},
    {"Logging in user 'x' [U:1:1] to Steam Public...FAILED (Something New)", Trouble::Unknown},
    {"./steamcmd.sh: line 39: /s/linux32/steamcmd: No such file or directory", Trouble::NoLoader},
    {"ERROR! Something nobody has seen", Trouble::Unknown},
}};

TEST(Remark, IsAComplaintWithItsKind)
{
    for (const Said& said : kComplaints)
    {
        const auto remark = parse_remark(said.line);
        ASSERT_TRUE(std::holds_alternative<Complaint>(remark)) << said.line;
        EXPECT_EQ(std::get<Complaint>(remark).trouble, said.trouble) << said.line;
        EXPECT_EQ(std::get<Complaint>(remark).text, said.line);
    }
}

TEST(Trouble, IsWorthARetryOnlyWhereTimeMendsIt)
{
    EXPECT_TRUE(is_transient(Trouble::NoConnection));
    EXPECT_TRUE(is_transient(Trouble::Interrupted));
    for (const Trouble lasting :
         {Trouble::InvalidPlatform, Trouble::NoSubscription, Trouble::NoSpace, Trouble::DiskWrite,
          Trouble::RateLimit, Trouble::Password, Trouble::GuardCode, Trouble::NoLoader, Trouble::Unknown})
    {
        EXPECT_FALSE(is_transient(lasting)) << explanation_of(lasting);
    }
}

TEST(Trouble, HasTheExitCodeOfTheManual)
{
    EXPECT_EQ(exit_of(Trouble::InvalidPlatform), Exit::Unavailable);
    EXPECT_EQ(exit_of(Trouble::NoSubscription), Exit::NoPerm);
    EXPECT_EQ(exit_of(Trouble::NoSpace), Exit::CantCreat);
    EXPECT_EQ(exit_of(Trouble::DiskWrite), Exit::CantCreat);
    EXPECT_EQ(exit_of(Trouble::NoConnection), Exit::TempFail);
    EXPECT_EQ(exit_of(Trouble::Interrupted), Exit::TempFail);
    EXPECT_EQ(exit_of(Trouble::RateLimit), Exit::TempFail);
    EXPECT_EQ(exit_of(Trouble::Password), Exit::NoPerm);
    EXPECT_EQ(exit_of(Trouble::GuardCode), Exit::NoPerm);
    EXPECT_EQ(exit_of(Trouble::NoLoader), Exit::Unavailable);
}
} // namespace
} // namespace left4me
