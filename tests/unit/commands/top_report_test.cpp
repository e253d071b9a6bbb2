#include "commands/top_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace left4me
{
namespace
{
using namespace std::chrono_literals;

constexpr CpuMeter::Time kFirstLookAt = CpuMeter::Time() + 1h;

UnitState unit_with_cpu(std::uint64_t nanoseconds, const char* run = "one")
{
    UnitState unit;
    unit.unit = "left4me-server@alpha.service";
    unit.active_state = "active";
    unit.sub_state = "running";
    unit.invocation_id = run;
    unit.cpu_nanoseconds = nanoseconds;
    return unit;
}

TEST(CpuMeterOfTop, TellsPercentOfOneProcessorFromTheSecondLookOn)
{
    CpuMeter meter;
    EXPECT_EQ(meter.observe(unit_with_cpu(1000), kFirstLookAt), std::nullopt);
    EXPECT_DOUBLE_EQ(meter.observe(unit_with_cpu(500'001'000), kFirstLookAt + 2s).value_or(-1), 25);
    EXPECT_DOUBLE_EQ(meter.observe(unit_with_cpu(3'500'001'000), kFirstLookAt + 4s).value_or(-1), 150);
}

TEST(CpuMeterOfTop, BeginsAnewWithEachRun)
{
    CpuMeter meter;
    static_cast<void>(meter.observe(unit_with_cpu(1000), kFirstLookAt));
    EXPECT_EQ(meter.observe(unit_with_cpu(2'000'000'000, "two"), kFirstLookAt + 2s), std::nullopt);
    EXPECT_EQ(meter.observe(unit_with_cpu(1000, "two"), kFirstLookAt + 4s), std::nullopt)
        << "less than before";
}

TEST(CpuMeterOfTop, ForgetsAServerThatDoesNotRunAndKnowsNothingWithoutAccounting)
{
    CpuMeter meter;
    static_cast<void>(meter.observe(unit_with_cpu(1000), kFirstLookAt));
    UnitState stopped = unit_with_cpu(2000);
    stopped.active_state = "inactive";
    stopped.sub_state = "dead";
    EXPECT_EQ(meter.observe(stopped, kFirstLookAt + 2s), std::nullopt);
    EXPECT_EQ(meter.observe(unit_with_cpu(3000), kFirstLookAt + 4s), std::nullopt);
    UnitState unaccounted = unit_with_cpu(0);
    unaccounted.cpu_nanoseconds.reset();
    EXPECT_EQ(meter.observe(unaccounted, kFirstLookAt + 6s), std::nullopt);
}

TEST(CpuMeterOfTop, KeepsServersApart)
{
    CpuMeter meter;
    UnitState other = unit_with_cpu(5000);
    other.unit = "left4me-server@beta.service";
    static_cast<void>(meter.observe(unit_with_cpu(1000), kFirstLookAt));
    EXPECT_EQ(meter.observe(other, kFirstLookAt + 1s), std::nullopt);
    EXPECT_DOUBLE_EQ(meter.observe(unit_with_cpu(1'000'001'000), kFirstLookAt + 2s).value_or(-1), 50);
}

TEST(TopTable, HasACellForEachHeadingAndADashForWhatIsUnknown)
{
    InstanceStatus status;
    status.name = "alpha";
    EXPECT_EQ(top_row(status, std::nullopt).size(), top_headings().size());
    EXPECT_THAT(top_row(status, std::nullopt),
                testing::ElementsAre("alpha", "unknown", "-", "-", "-", "-", "-"));
    status.unit = unit_with_cpu(1);
    status.unit.memory_bytes = 734003200;
    status.upper_bytes = 49152;
    status.info = ServerInfo{"left4me alpha", "c1m1_hotel", 3, 8, 0};
    EXPECT_THAT(top_row(status, 12.34), testing::ElementsAre("alpha", "running", "3/8", "c1m1_hotel",
                                                             "12.3 %", "700 MiB", "48.0 KiB"));
}
} // namespace
} // namespace left4me
