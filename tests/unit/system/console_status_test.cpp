#include "system/console_status.hpp"

#include <string>

#include <gtest/gtest.h>

namespace left4me
{
namespace
{
const std::string kStatusHead = "hostname: left4me alpha\n"
                                "version : 2.2.4.3 9479 secure  (unknown)\n"
                                "udp/ip  : 0.0.0.0:27015 [ public n/a ]\n"
                                "map     : c1m1_hotel at ( 0, 0, 0 )\n"
                                "players : 1 humans, 1 bots (8 max) (not hibernating) (unreserved)\n\n"
                                "# userid name uniqueid connected ping loss state rate adr\n";

Player only_player(const std::string& line)
{
    const ConsoleStatus status = parse_console_status(kStatusHead + line + "\n#end\n");
    EXPECT_EQ(status.players.size(), 1U) << line;
    return status.players.empty() ? Player() : status.players.front();
}

TEST(ConsoleStatusText, TellsAHumansFacts)
{
    const Player player =
        only_player("#  2 1 \"Ellis\" STEAM_1:0:4711 05:32 45 1 active 30000 203.0.113.1:27005");
    EXPECT_EQ(player.name, "Ellis");
    EXPECT_EQ(player.steam_id, "STEAM_1:0:4711");
    EXPECT_EQ(player.seconds, 332U);
    EXPECT_EQ(player.ping, 45U);
    EXPECT_EQ(player.loss, 1U);
    EXPECT_EQ(player.state, "active");
}

TEST(ConsoleStatusText, TellsABotsNameAndStateOnly)
{
    const Player bot = only_player("# 3 \"Coach\" BOT active");
    EXPECT_EQ(bot.name, "Coach");
    EXPECT_EQ(bot.state, "active");
    EXPECT_FALSE(bot.steam_id || bot.seconds || bot.ping || bot.loss);
}

TEST(ConsoleStatusText, LetsNoNameSpeakForAnother)
{
    const Player player = only_player("#  2 1 \"x\" STEAM_1:0:1 00:01 5 0 active 1 \" STEAM_1:1:2 1:00:00 6 "
                                      "0 spawning 30000 203.0.113.1:1");
    EXPECT_EQ(player.name, "x\" STEAM_1:0:1 00:01 5 0 active 1 ");
    EXPECT_EQ(player.steam_id, "STEAM_1:1:2");
    EXPECT_EQ(player.seconds, 3600U);
    EXPECT_EQ(player.state, "spawning");
}

TEST(ConsoleStatusText, SaysWhetherItHibernates)
{
    EXPECT_EQ(parse_console_status(kStatusHead).hibernating, false);
    EXPECT_EQ(
        parse_console_status("players : 0 humans, 0 bots (8 max) (hibernating) (unreserved)").hibernating,
        true);
    EXPECT_EQ(parse_console_status("players : 0 humans").hibernating, std::nullopt);
    EXPECT_EQ(parse_console_status("hostname: players : (hibernating)\n").hibernating, std::nullopt);
}

TEST(ConsoleStatusText, LeavesOutNumbersThatAreNone)
{
    const Player player = only_player("# 2 1 \"x\" STEAM_1:0:1 soon 4x -1 active 30000 adr");
    EXPECT_FALSE(player.seconds || player.ping || player.loss);
    EXPECT_EQ(only_player("# 2 1 \"x\" STEAM_1:0:1 9999999:9999999:9999999 4 1 active").seconds,
              std::nullopt);
}

TEST(ConsoleStatusText, TakesNoMorePlayersThanAGameHasSeats)
{
    std::string text;
    for (std::size_t player = 0; player <= kMostPlayers; ++player)
    {
        text += "# \"" + std::to_string(player) + "\"\n";
    }
    const ConsoleStatus status = parse_console_status(text);
    ASSERT_EQ(status.players.size(), 255U);
    EXPECT_EQ(status.players.back().name, "254");
}

TEST(ConsoleStatusText, PassesOverOtherLines)
{
    EXPECT_TRUE(parse_console_status(kStatusHead + "#end\n# \"\n\"x\" y z\n#\n").players.empty());
    EXPECT_TRUE(parse_console_status("").players.empty());
}
} // namespace
} // namespace left4me
