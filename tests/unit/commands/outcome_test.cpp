#include "commands/outcome.hpp"
#include "left4me/error.hpp"
#include "left4me/interrupted.hpp"

#include <cerrno>
#include <stdexcept>
#include <system_error>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace left4me
{
namespace
{
struct Reported
{
    int status;
    std::string said;
};

template <typename Step>
Reported report_of(Step step)
{
    testing::internal::CaptureStderr();
    const int status = outcome_of(step);
    return {status, testing::internal::GetCapturedStderr()};
}

template <typename Thrown>
Reported report_of_throwing(const Thrown& thrown)
{
    return report_of([&]() -> int { throw thrown; });
}

TEST(Outcome, IsWhatTheStepReturns)
{
    const Reported reported = report_of([] { return 7; });
    EXPECT_EQ(reported.status, 7);
    EXPECT_EQ(reported.said, "");
}

TEST(Outcome, OfAUserErrorIsItsExitAndItsSentenceOnOneLine)
{
    const Reported reported = report_of_throwing(UserError(Exit::NoInput, "there is no\nsuch \x1b thing"));
    EXPECT_EQ(reported.status, 66);
    EXPECT_EQ(reported.said, "l4d2ctl: there is no\\x0asuch \\x1b thing\n");
}

TEST(Outcome, OfAHelpersFailureIsItsStatusAndNoWordMore)
{
    const Reported reported = report_of_throwing(HelperError("/usr/bin/sudo", 143));
    EXPECT_EQ(reported.status, 143);
    EXPECT_EQ(reported.said, "");
}

TEST(Outcome, OfAFullDiskIs73AndOfTheKernelsOtherRefusalsIs71)
{
    const auto refusal = [](int error)
    { return report_of_throwing(std::system_error(error, std::generic_category(), "cannot write")); };
    EXPECT_EQ(refusal(ENOSPC).status, 73);
    EXPECT_EQ(refusal(EROFS).status, 73);
    EXPECT_EQ(refusal(EPERM).status, 71);
    EXPECT_THAT(refusal(EPERM).said, testing::HasSubstr("cannot write: Operation not permitted"));
}

TEST(Outcome, OfAnythingElseIsABug)
{
    const Reported reported = report_of_throwing(std::out_of_range("vector"));
    EXPECT_EQ(reported.status, 70);
    EXPECT_THAT(reported.said, testing::HasSubstr("this is a bug"));
}

TEST(Outcome, LetsAnInterruptThrough)
{
    EXPECT_THROW(static_cast<void>(outcome_of([]() -> int { throw Interrupted(15); })), Interrupted);
}

TEST(EachInTurn, GoesOnAfterAFailureAndGivesTheFirst)
{
    std::vector<std::string> seen;
    testing::internal::CaptureStderr();
    const int status =
        each_in_turn({"a", "b", "c", "d"},
                     [&](const std::string& name)
                     {
                         seen.push_back(name);
                         if (name == "b" || name == "c")
                         {
                             throw UserError(name == "b" ? Exit::TempFail : Exit::DataErr, name);
                         }
                     });
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "l4d2ctl: b\nl4d2ctl: c\n");
    EXPECT_EQ(status, 75);
    EXPECT_THAT(seen, testing::ElementsAre("a", "b", "c", "d"));
}

TEST(EachInTurn, StopsAtAnInterrupt)
{
    std::vector<std::string> seen;
    const auto step = [&](const std::string& name)
    {
        seen.push_back(name);
        throw Interrupted(2);
    };
    EXPECT_THROW(static_cast<void>(each_in_turn({"a", "b"}, step)), Interrupted);
    EXPECT_THAT(seen, testing::ElementsAre("a"));
}
} // namespace
} // namespace left4me
