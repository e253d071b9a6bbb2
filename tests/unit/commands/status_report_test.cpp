#include "commands/status_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/wait.h>

namespace left4me
{
namespace
{
constexpr std::time_t kStarted = 1795421730; // date -u -d 2026-11-23T08:15:30Z +%s

InstanceStatus running()
{
    InstanceStatus status;
    status.name = "alpha";
    status.unit.unit = "left4me-server@alpha.service";
    status.unit.active_state = "active";
    status.unit.sub_state = "running";
    status.unit.result = "success";
    status.unit.unit_file_state = "enabled";
    status.unit.main_pid = 4711;
    status.unit.started = kStarted;
    status.unit.restarts = 0;
    status.unit.memory_bytes = 734003200;
    status.port = 27015;
    status.mounted = true;
    status.layers = {{"overlays/tickrate", "overlays/competitive/base", "installation"}};
    status.upper_bytes = 49152;
    status.info = ServerInfo{"left4me alpha", "c1m1_hotel", 3, 8, 1};
    return status;
}

InstanceStatus failed()
{
    InstanceStatus status = running();
    status.unit.active_state = "failed";
    status.unit.sub_state = "failed";
    status.unit.result = "signal";
    status.unit.exec_main_code = CLD_DUMPED;
    status.unit.exec_main_status = 11;
    status.unit.restarts = 5;
    status.mounted = false;
    status.info.reset();
    return status;
}

TEST(StatusJson, IsTheManualsExample)
{
    EXPECT_EQ(json_line(status_json(running())),
              R"({"name":"alpha","unit":"left4me-server@alpha.service","state":"running",)"
              R"("active_state":"active","sub_state":"running","result":"success","enabled":true,)"
              R"("main_pid":4711,"started_at":"2026-11-23T08:15:30Z","restarts":0,"exit_status":null,)"
              R"("port":27015,"mounted":true,)"
              R"("layers":["overlays/tickrate","overlays/competitive/base","installation"],)"
              R"("memory_bytes":734003200,"upper_bytes":49152,)"
              R"("players":3,"max_players":8,"map":"c1m1_hotel","hostname":"left4me alpha"})"
              "\n");
}

TEST(StatusJson, TellsPidStartAndMemoryOnlyOfARunningServer)
{
    const auto json = status_json(failed());
    EXPECT_EQ(json["state"], "failed");
    for (const char* const key : {"main_pid", "started_at", "memory_bytes"})
    {
        EXPECT_TRUE(json[key].is_null()) << key;
    }
    EXPECT_EQ(json["exit_status"], 139);
    EXPECT_EQ(json["restarts"], 5);
    EXPECT_EQ(json["mounted"], false);
}

TEST(StatusJson, KeepsItsKeysWhenNothingIsKnown)
{
    InstanceStatus nothing;
    nothing.name = "alpha";
    nothing.unit.unit = "left4me-server@alpha.service";
    const auto json = status_json(nothing);
    EXPECT_EQ(json.size(), 20U);
    for (const auto& [key, value] : json.items())
    {
        const bool known = key == "name" || key == "unit" || key == "state";
        EXPECT_EQ(value.is_null(), !known) << key;
    }
    EXPECT_EQ(json["state"], "unknown");
}

TEST(StatusTable, HasACellForEachHeadingAndADashForWhatIsUnknown)
{
    InstanceStatus nothing;
    nothing.name = "alpha";
    for (const InstanceStatus& status : {running(), failed(), nothing})
    {
        EXPECT_EQ(status_row(status, kStarted).size(), status_headings().size());
    }
    EXPECT_THAT(status_row(running(), kStarted + 125),
                testing::ElementsAre("alpha", "running", "27015", "3/8", "c1m1_hotel", "yes", "4711",
                                     "2 min ago", "0", "700 MiB", "48.0 KiB"));
    EXPECT_THAT(status_row(nothing, kStarted),
                testing::ElementsAre("alpha", "unknown", "-", "-", "-", "-", "-", "-", "-", "-", "-"));
}

TEST(JsonLine, ReplacesWhatIsNoUtf8)
{
    nlohmann::ordered_json json;
    json["name"] = "a\xFF";
    EXPECT_EQ(json_line(json), "{\"name\":\"a\\ufffd\"}\n");
}

TEST(Utc, IsRfc3339)
{
    EXPECT_EQ(utc(0), "1970-01-01T00:00:00Z");
    EXPECT_EQ(utc(kStarted), "2026-11-23T08:15:30Z");
}
} // namespace
} // namespace left4me
