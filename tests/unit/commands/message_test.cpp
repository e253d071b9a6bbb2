#include "commands/message.hpp"

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
} // namespace
} // namespace left4me
