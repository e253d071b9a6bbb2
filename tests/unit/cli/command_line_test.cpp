#include "cli/command_line.hpp"
#include "fixture/parsed.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace left4me
{
namespace
{
using test::parsed;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(CommandLine, HasNoRootAndIsQuietUnlessAskedOtherwise)
{
    const CommandLine line = parse_command_line({"list"});
    EXPECT_EQ(line.root, std::nullopt);
    EXPECT_EQ(line.verbosity, Verbosity::Quiet);
}

TEST(CommandLine, TakesRootAndVerboseBeforeTheCommand)
{
    const std::vector<std::vector<std::string>> ways = {{"--root", "/srv/l4d2", "--verbose", "list"},
                                                        {"--verbose", "--root=/srv/l4d2", "list"}};
    for (const auto& words : ways)
    {
        const CommandLine line = parse_command_line(words);
        EXPECT_EQ(line.root, "/srv/l4d2");
        EXPECT_EQ(line.verbosity, Verbosity::Verbose);
        EXPECT_TRUE(std::holds_alternative<ListRequest>(line.request));
    }
}

TEST(CommandLine, MayCallTheStateRootLikeACommand)
{
    EXPECT_EQ(parse_command_line({"--root", "start", "list"}).root, "start");
}

TEST(Initialize, HasANameAndASpec)
{
    for (const std::vector<std::string>& words :
         std::vector<std::vector<std::string>>{{"initialize", "alpha", "-f", "a.yaml"},
                                               {"initialize", "-f", "a.yaml", "alpha"},
                                               {"initialize", "-fa.yaml", "alpha"}})
    {
        const auto request = parsed<InitializeRequest>(words);
        EXPECT_EQ(request.name, "alpha");
        EXPECT_EQ(request.spec_file, "a.yaml");
    }
}

TEST(Adopt, TakesOverAllWithoutAName)
{
    const auto all = parsed<AdoptRequest>({"adopt"});
    EXPECT_THAT(all.names, IsEmpty());
    EXPECT_FALSE(all.dry_run);
    const auto request = parsed<AdoptRequest>({"adopt", "alpha", "--dry-run", "beta"});
    EXPECT_THAT(request.names, ElementsAre("alpha", "beta"));
    EXPECT_TRUE(request.dry_run);
}

TEST(Players, AreThoseOfOneServer)
{
    const auto request = parsed<PlayersRequest>({"players", "alpha", "--json"});
    EXPECT_EQ(request.name, "alpha");
    EXPECT_TRUE(request.json);
    EXPECT_FALSE(parsed<PlayersRequest>({"players", "alpha"}).json);
}

TEST(Top, LooksEveryTwoSecondsUnlessAskedOtherwise)
{
    EXPECT_EQ(parsed<TopRequest>({"top"}).interval, std::chrono::seconds(2));
    EXPECT_EQ(parsed<TopRequest>({"top", "--interval", "5"}).interval, std::chrono::seconds(5));
}

TEST(Console, IsThatOfOneServer)
{
    EXPECT_EQ(parsed<ConsoleRequest>({"console", "alpha"}).name, "alpha");
}

TEST(Send, MakesOneLineOfItsWords)
{
    for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
             {"send", "alpha", "--", "say", "-h  --yes"}, {"send", "--", "alpha", "say", "-h  --yes"}})
    {
        const auto request = parsed<SendRequest>(words);
        EXPECT_EQ(request.name, "alpha");
        EXPECT_EQ(request.command, "say -h  --yes");
    }
    EXPECT_EQ(parsed<SendRequest>({"send", "alpha", "status"}).command, "status");
}

TEST(Start, EnablesAndDoesNotWaitUnlessAskedOtherwise)
{
    const auto request = parsed<StartRequest>({"start", "beta", "alpha", "beta"});
    EXPECT_THAT(request.names, ElementsAre("beta", "alpha"));
    EXPECT_TRUE(request.enable);
    EXPECT_EQ(request.wait, std::nullopt);
    EXPECT_FALSE(parsed<StartRequest>({"start", "--no-enable", "alpha"}).enable);
}

TEST(Start, WaitsAMinuteOrAsLongAsTheEqualSignSays)
{
    EXPECT_EQ(parsed<StartRequest>({"start", "alpha", "--wait"}).wait, std::chrono::seconds(60));
    EXPECT_EQ(parsed<StartRequest>({"start", "alpha", "--wait=5"}).wait, std::chrono::seconds(5));
    EXPECT_EQ(parsed<StartRequest>({"start", "alpha", "--wait=86400"}).wait, std::chrono::seconds(86400));
    EXPECT_EQ(parsed<RestartRequest>({"restart", "alpha", "--wait=5"}).wait, std::chrono::seconds(5));
    EXPECT_EQ(parsed<RestartRequest>({"restart", "alpha"}).wait, std::nullopt);
}

TEST(Start, TakesTheWordAfterWaitForAName)
{
    const auto request = parsed<StartRequest>({"start", "--wait", "alpha"});
    EXPECT_THAT(request.names, ElementsAre("alpha"));
    EXPECT_EQ(request.wait, std::chrono::seconds(60));
}

TEST(Stop, DisablesUnlessAskedOtherwise)
{
    EXPECT_TRUE(parsed<StopRequest>({"stop", "alpha"}).disable);
    EXPECT_FALSE(parsed<StopRequest>({"stop", "alpha", "--no-disable"}).disable);
}

TEST(Restart, TakesSeveralNames)
{
    EXPECT_THAT(parsed<RestartRequest>({"restart", "alpha", "beta"}).names, ElementsAre("alpha", "beta"));
}

TEST(ResetAndDelete, AskUnlessTheAnswerIsGiven)
{
    EXPECT_FALSE(parsed<ResetRequest>({"reset", "alpha"}).yes);
    EXPECT_TRUE(parsed<ResetRequest>({"reset", "--yes", "alpha"}).yes);
    EXPECT_FALSE(parsed<DeleteRequest>({"delete", "alpha"}).yes);
    EXPECT_TRUE(parsed<DeleteRequest>({"delete", "alpha", "--yes"}).yes);
}

TEST(Status, NeedsNoName)
{
    EXPECT_THAT(parsed<StatusRequest>({"status"}).names, IsEmpty());
    const auto request = parsed<StatusRequest>({"status", "alpha", "--json"});
    EXPECT_THAT(request.names, ElementsAre("alpha"));
    EXPECT_TRUE(request.json);
}

TEST(List, IsATableUnlessJsonIsAskedFor)
{
    EXPECT_FALSE(parsed<ListRequest>({"list"}).json);
    EXPECT_TRUE(parsed<ListRequest>({"list", "--json"}).json);
    EXPECT_TRUE(parsed<ListRequest>({"list", "--names"}).names);
    EXPECT_TRUE(parsed<ListRequest>({"list", "--overlays"}).overlays);
    EXPECT_TRUE(parsed<GenerationsRequest>({"generations", "--names"}).names);
}

TEST(Logs, ShowTwoHundredLinesOfTextWithoutFollowingUnlessAskedOtherwise)
{
    const JournalRequest journal = parsed<LogsRequest>({"logs", "alpha"}).journal;
    EXPECT_EQ(journal.name, "alpha");
    EXPECT_EQ(journal.lines, 200U);
    EXPECT_FALSE(journal.follow);
    EXPECT_EQ(journal.format, JournalFormat::Cat);
}

TEST(Logs, TakeLongAndShortOptions)
{
    for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
             {"logs", "alpha", "-n", "0", "-f", "-o", "json"},
             {"logs", "-f", "alpha", "-n0", "-ojson"},
             {"logs", "--lines=0", "--follow", "--output", "json", "alpha"}})
    {
        const JournalRequest journal = parsed<LogsRequest>(words).journal;
        EXPECT_EQ(journal.name, "alpha");
        EXPECT_EQ(journal.lines, 0U);
        EXPECT_TRUE(journal.follow);
        EXPECT_EQ(journal.format, JournalFormat::Json);
    }
    EXPECT_FALSE(parsed<LogsRequest>({"logs", "alpha", "--no-follow"}).journal.follow);
    EXPECT_EQ(parsed<LogsRequest>({"logs", "alpha", "-o", "short-iso-precise"}).journal.format,
              JournalFormat::ShortIsoPrecise);
}

TEST(Run, TakesOneName)
{
    EXPECT_EQ(parsed<RunRequest>({"run", "alpha"}).name, "alpha");
}

TEST(Names, MayFollowTwoDashes)
{
    EXPECT_THAT(parsed<StopRequest>({"stop", "--", "alpha"}).names, ElementsAre("alpha"));
}
} // namespace
} // namespace left4me
