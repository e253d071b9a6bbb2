#include "commands/players_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace left4me
{
namespace
{
TEST(PlayersJson, IsTheManualsExample)
{
    const PlayersReport report{"alpha", "rcon", false, {{"Ellis", "STEAM_1:0:4711", 332, 45, 0, "active"}}};
    EXPECT_EQ(players_json(report).dump(),
              R"({"name":"alpha","source":"rcon","hibernating":false,"players":[{"name":"Ellis",)"
              R"("steam_id":"STEAM_1:0:4711","seconds":332,"ping":45,"loss":0,"state":"active"}]})");
}

TEST(PlayersJson, KeepsItsKeysWhenNothingIsKnown)
{
    const PlayersReport report{"alpha", "a2s", std::nullopt, {Player()}};
    EXPECT_EQ(players_json(report).dump(),
              R"({"name":"alpha","source":"a2s","hibernating":null,"players":[{"name":"",)"
              R"("steam_id":null,"seconds":null,"ping":null,"loss":null,"state":null}]})");
    EXPECT_EQ(players_json({"alpha", "a2s", std::nullopt, {}})["players"].dump(), "[]");
}

TEST(PlayersTable, HasACellForEachHeadingAndADashForWhatIsUnknown)
{
    EXPECT_EQ(players_row(Player()).size(), players_headings().size());
    EXPECT_THAT(players_row({"Ellis", "STEAM_1:0:4711", 332, 45, 0, "active"}),
                testing::ElementsAre("Ellis", "STEAM_1:0:4711", "5 min 32 s", "45", "0", "active"));
    EXPECT_THAT(players_row({"Ellis", {}, 7, {}, {}, {}}),
                testing::ElementsAre("Ellis", "-", "7 s", "-", "-", "-"));
}
} // namespace
} // namespace left4me
