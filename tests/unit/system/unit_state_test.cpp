#include "system/unit_state.hpp"

#include <gmock/gmock.h>

namespace left4me
{
namespace
{
using testing::ElementsAre;
using testing::Field;

constexpr char kRunning[] = R"(MainPID=4711
Result=success
NRestarts=2
ExecMainStartTimestamp=@1795594530
ExecMainCode=0
ExecMainStatus=0
MemoryCurrent=734003200
CPUUsageNSec=4711000000
Id=left4me-server@alpha.service
LoadState=loaded
ActiveState=active
SubState=running
UnitFileState=enabled
InvocationID=0123456789abcdef0123456789abcdef
)";

constexpr char kCrashed[] = R"(Id=left4me-server@beta.service
LoadState=loaded
ActiveState=failed
SubState=failed
Result=signal
UnitFileState=disabled
MainPID=0
ExecMainStartTimestamp=@1795594530
ExecMainCode=2
ExecMainStatus=11
NRestarts=0
MemoryCurrent=[not set]
CPUUsageNSec=[not set]
InvocationID=
)";

UnitState only_unit(const std::string& text)
{
    const auto units = parse_units(text);
    EXPECT_EQ(units.size(), 1U);
    return units.empty() ? UnitState() : units.front();
}

TEST(UnitState, OfARunningUnitIsRead)
{
    const UnitState state = only_unit(kRunning);
    EXPECT_EQ(state.unit, "left4me-server@alpha.service");
    EXPECT_EQ(state.load_state, "loaded");
    EXPECT_EQ(state.active_state, "active");
    EXPECT_EQ(state.sub_state, "running");
    EXPECT_EQ(state.result, "success");
    EXPECT_EQ(state.unit_file_state, "enabled");
    EXPECT_EQ(state.main_pid, 4711);
    EXPECT_EQ(state.started, 1795594530);
    EXPECT_EQ(state.exec_main_code, std::nullopt);
    EXPECT_EQ(state.exec_main_status, std::nullopt) << "a 0 that nobody exited with";
    EXPECT_EQ(state.restarts, 2U);
    EXPECT_EQ(state.memory_bytes, 734003200U);
    EXPECT_EQ(state.invocation_id, "0123456789abcdef0123456789abcdef");
    EXPECT_EQ(state.cpu_nanoseconds, 4711000000U);
}

TEST(UnitState, OfACrashedUnitHasItsSignalAndNoProcess)
{
    const UnitState state = only_unit(kCrashed);
    EXPECT_EQ(state.active_state, "failed");
    EXPECT_EQ(state.main_pid, std::nullopt);
    EXPECT_EQ(state.exec_main_code, 2);
    EXPECT_EQ(state.exec_main_status, 11);
    EXPECT_EQ(state.memory_bytes, std::nullopt);
    EXPECT_EQ(state.cpu_nanoseconds, std::nullopt);
    EXPECT_EQ(state.invocation_id, std::nullopt);
}

TEST(UnitState, IsUnknownWhereSystemdDoesNotKnow)
{
    const UnitState state = only_unit("Id=a\nActiveState=\nExecMainStartTimestamp=\nMemoryCurrent="
                                      "18446744073709551615\nExecMainStatus=0\n");
    EXPECT_EQ(state.active_state, std::nullopt);
    EXPECT_EQ(state.started, std::nullopt);
    EXPECT_EQ(state.memory_bytes, std::nullopt);
    EXPECT_EQ(state.restarts, std::nullopt);
    EXPECT_EQ(state.exec_main_status, std::nullopt);
}

TEST(UnitState, TakesNoHalfNumberOrOtherTimeFormat)
{
    const UnitState state = only_unit("Id=a\nMainPID=12x\nNRestarts=-1\nMemoryCurrent=\n"
                                      "ExecMainStartTimestamp=Wed 2026-11-25 02:31:00 UTC\n");
    EXPECT_EQ(state.main_pid, std::nullopt);
    EXPECT_EQ(state.restarts, std::nullopt);
    EXPECT_EQ(state.memory_bytes, std::nullopt);
    EXPECT_EQ(state.started, std::nullopt);
}

TEST(UnitStates, AreOneABlockInTheirOrder)
{
    const auto units = parse_units(std::string(kRunning) + "\n" + kCrashed + "\nId=c\n");
    EXPECT_THAT(units, ElementsAre(Field(&UnitState::unit, "left4me-server@alpha.service"),
                                   Field(&UnitState::unit, "left4me-server@beta.service"),
                                   Field(&UnitState::unit, "c")));
    EXPECT_EQ(units[2].active_state, std::nullopt) << "left over from the block before";
}

TEST(UnitStates, PassOverWhatIsNotTheirs)
{
    EXPECT_TRUE(parse_units("").empty());
    EXPECT_TRUE(parse_units("\n\n\n").empty());
    EXPECT_TRUE(parse_units("ActiveState=active\n").empty());
    EXPECT_TRUE(parse_units("Id\n=\nno equals sign\n").empty());
    EXPECT_EQ(only_unit("What=is this\nId=a=b\n").unit, "a=b");
    EXPECT_EQ(only_unit("Id=a").unit, "a");
}
} // namespace
} // namespace left4me
