#include "system/unit_state.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

namespace left4me
{
namespace
{
std::optional<std::string> word(std::string_view value)
{
    return value.empty() ? std::nullopt : std::optional<std::string>(value);
}

template <typename Number>
std::optional<Number> number(std::string_view value)
{
    Number parsed{};
    const char* end = value.data() + value.size();
    const auto result = std::from_chars(value.data(), end, parsed);
    return result.ec == std::errc() && result.ptr == end ? std::optional(parsed) : std::nullopt;
}

template <typename Number>
std::optional<Number> number_but(Number unset, std::string_view value)
{
    const auto parsed = number<Number>(value);
    return parsed == unset ? std::nullopt : parsed;
}

std::optional<std::time_t> time(std::string_view value)
{
    return value.substr(0, 1) == "@" ? number_but<std::time_t>(0, value.substr(1)) : std::nullopt;
}

/// Without accounting systemd says "[not set]" or its largest number.
std::optional<std::uint64_t> amount(std::string_view value)
{
    return number_but(std::numeric_limits<std::uint64_t>::max(), value);
}

struct Property
{
    std::string_view key;
    void (*take)(UnitState& state, std::string_view value);
};

constexpr Property kProperties[] = {
    {"Id", [](UnitState& state, std::string_view value) { state.unit = value; }},
    {"LoadState", [](UnitState& state, std::string_view value) { state.load_state = word(value); }},
    {"ActiveState", [](UnitState& state, std::string_view value) { state.active_state = word(value); }},
    {"SubState", [](UnitState& state, std::string_view value) { state.sub_state = word(value); }},
    {"Result", [](UnitState& state, std::string_view value) { state.result = word(value); }},
    {"UnitFileState", [](UnitState& state, std::string_view value) { state.unit_file_state = word(value); }},
    {"MainPID", [](UnitState& state, std::string_view value) { state.main_pid = number_but(0, value); }},
    {"ExecMainStartTimestamp", [](UnitState& state, std::string_view value) { state.started = time(value); }},
    {"ExecMainCode",
     [](UnitState& state, std::string_view value) { state.exec_main_code = number_but(0, value); }},
    {"ExecMainStatus",
     [](UnitState& state, std::string_view value) { state.exec_main_status = number<int>(value); }},
    {"NRestarts", [](UnitState& state, std::string_view value) { state.restarts = number<unsigned>(value); }},
    {"MemoryCurrent", [](UnitState& state, std::string_view value) { state.memory_bytes = amount(value); }},
    {"InvocationID", [](UnitState& state, std::string_view value) { state.invocation_id = word(value); }},
    {"CPUUsageNSec", [](UnitState& state, std::string_view value) { state.cpu_nanoseconds = amount(value); }},
};

void take_line(UnitState& state, std::string_view line)
{
    const std::size_t equals = line.find('=');
    if (equals != std::string_view::npos)
    {
        take_property(state, line.substr(0, equals), line.substr(equals + 1));
    }
}

void end_block(std::vector<UnitState>& states, UnitState& state)
{
    if (!state.exec_main_code)
    {
        state.exec_main_status.reset(); // 0 then, which would pass for a success
    }
    if (!state.unit.empty())
    {
        states.push_back(state);
    }
    state = UnitState();
}
} // namespace

void take_property(UnitState& state, std::string_view key, std::string_view value)
{
    const auto property = std::find_if(std::begin(kProperties), std::end(kProperties),
                                       [&](const Property& one) { return one.key == key; });
    if (property != std::end(kProperties))
    {
        property->take(state, value);
    }
}

std::vector<UnitState> parse_units(std::string_view text)
{
    std::vector<UnitState> states;
    UnitState state;
    while (!text.empty())
    {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (end == 0)
        {
            end_block(states, state);
        }
        take_line(state, text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    end_block(states, state);
    return states;
}
} // namespace left4me
