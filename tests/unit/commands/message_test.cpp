#include "commands/message.hpp"
#include "commands/suggestion.hpp"

#include <gtest/gtest.h>

namespace left4me
{
namespace
{
TEST(Message, IsOneLineThatNamesTheProgram)
{
    testing::internal::CaptureStderr();
    say("alpha: started\r\n");
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "l4d2ctl: alpha: started\\x0d\\x0a\n");
}

TEST(Suggestion, IsTheNearestOrNothing)
{
    EXPECT_EQ(did_you_mean("strat", {"stop", "start"}), "; did you mean start?");
    EXPECT_EQ(did_you_mean("install", {"stop", "start"}), "");
}
} // namespace
} // namespace left4me
