// How `l4d2ctl top` shows what it knows.
#pragma once

#include "commands/instance_status.hpp"
#include "commands/table.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <string>

namespace left4me
{
/// What each unit needs of a processor between two looks at it.
class CpuMeter
{
public:
    using Time = std::chrono::steady_clock::time_point;

    /// Percent of one processor since the last look at this run of the unit; nullopt at the first.
    [[nodiscard]] std::optional<double> observe(const UnitState& unit, Time now);

private:
    struct Look
    {
        std::optional<std::string> run;
        std::uint64_t nanoseconds;
        Time time;
    };
    std::map<std::string, Look> last_;
};

[[nodiscard]] Row top_headings();
[[nodiscard]] Row top_row(const InstanceStatus& status, const std::optional<double>& cpu_percent);
} // namespace left4me
