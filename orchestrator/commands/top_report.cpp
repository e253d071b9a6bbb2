#include "commands/top_report.hpp"

#include "commands/server_state.hpp"
#include "commands/status_report.hpp"

#include <array>
#include <cstdio>

namespace left4me
{
namespace
{
std::string cpu_text(const std::optional<double>& percent)
{
    std::array<char, 32> text{};
    const int length = percent ? std::snprintf(text.data(), text.size(), "%.1f %%", *percent)
                               : std::snprintf(text.data(), text.size(), "-");
    return {text.data(), static_cast<std::size_t>(length)};
}
} // namespace

std::optional<double> CpuMeter::observe(const UnitState& unit, Time now)
{
    if (state_of(unit) != ServerState::Running || !unit.cpu_nanoseconds)
    {
        last_.erase(unit.unit);
        return std::nullopt;
    }
    const Look look{unit.invocation_id, *unit.cpu_nanoseconds, now};
    const auto [known, is_first] = last_.try_emplace(unit.unit, look);
    const Look before = known->second;
    known->second = look;
    const double passed = std::chrono::duration<double, std::nano>(now - before.time).count();
    if (is_first || before.run != look.run || look.nanoseconds < before.nanoseconds || passed <= 0)
    {
        return std::nullopt;
    }
    return static_cast<double>(look.nanoseconds - before.nanoseconds) / passed * 100;
}

Row top_headings()
{
    return {"NAME", "STATE", "PLAYERS", "MAP", "CPU", "MEMORY", "CHANGED"};
}

Row top_row(const InstanceStatus& status, const std::optional<double>& cpu_percent)
{
    return {status.name,           state_text(status.unit), players_text(status.info), map_text(status.info),
            cpu_text(cpu_percent), memory_text(status),     changed_text(status)};
}
} // namespace left4me
