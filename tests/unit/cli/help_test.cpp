#include "cli/command_line.hpp"
#include "left4me/error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace left4me
{
namespace
{
using testing::HasSubstr;

std::string text_of(const std::vector<std::string>& words)
{
    return std::get<TextRequest>(parse_command_line(words).request).text;
}

TEST(Help, ListsEachCommandOnALineOfItsOwn)
{
    for (const std::string command :
         {"initialize", "start", "stop", "restart", "reset", "delete", "status", "list", "logs", "run"})
    {
        EXPECT_THAT(text_of({"--help"}), HasSubstr("\n  " + command + " "));
    }
}

TEST(Help, OfACommandNeedsNoNameAndShowsItsOptions)
{
    EXPECT_THAT(text_of({"start", "--help"}),
                testing::AllOf(HasSubstr("usage: l4d2ctl start NAME..."), HasSubstr("--no-enable"),
                               HasSubstr("--wait"), HasSubstr("--help")));
    EXPECT_THAT(text_of({"initialize", "--help"}), HasSubstr("-f SPEC"));
}

TEST(Help, IsACommandToo)
{
    EXPECT_EQ(text_of({"help"}), text_of({"--help"}));
    EXPECT_EQ(text_of({"help", "start"}), text_of({"start", "--help"}));
}

TEST(Help, OfACommandStillRefusesWhatTheCommandDoesNotHave)
{
    EXPECT_THROW(static_cast<void>(parse_command_line({"start", "--help", "--wat"})), UserError);
}

TEST(Version, NamesTheProgram)
{
    EXPECT_THAT(text_of({"--version"}), testing::MatchesRegex("l4d2ctl [0-9.]+\n"));
}
} // namespace
} // namespace left4me
