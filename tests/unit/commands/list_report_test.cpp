#include "commands/list_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace left4me
{
namespace
{
ListEntry entry()
{
    ListEntry entry;
    entry.name = "alpha";
    entry.unit.active_state = "inactive";
    entry.unit.unit_file_state = "disabled";
    entry.port = 27015;
    entry.overlays = {{"competitive/base", "admin system"}};
    return entry;
}

TEST(ListJson, IsTheContracts)
{
    EXPECT_EQ(list_json(entry()).dump(),
              R"({"name":"alpha","port":27015,"overlays":["competitive/base","admin system"],)"
              R"("state":"stopped","enabled":false})");
}

TEST(ListJson, IsNullWhereSpecOrInstanceEnvIsBroken)
{
    ListEntry broken;
    broken.name = "alpha";
    EXPECT_EQ(list_json(broken).dump(),
              R"({"name":"alpha","port":null,"overlays":null,"state":"unknown","enabled":null})");
}

TEST(ListTable, NamesOverlaysTopmostFirst)
{
    EXPECT_EQ(list_row(entry()).size(), list_headings().size());
    EXPECT_THAT(list_row(entry()),
                testing::ElementsAre("alpha", "stopped", "27015", "competitive/base, admin system"));
    ListEntry plain = entry();
    plain.overlays.emplace();
    EXPECT_EQ(list_row(plain).back(), "-");
}
} // namespace
} // namespace left4me
