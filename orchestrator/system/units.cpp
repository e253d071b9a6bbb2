#include "system/units.hpp"

#include "paths.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

namespace left4me
{
namespace
{
constexpr std::size_t kNamesACall = 256; // what the helper takes

Argv unprivileged_show(const std::vector<std::string>& names)
{
    Argv argv{paths::kSystemctl, "show", "--no-pager", "--no-ask-password", "--timestamp=unix"};
    argv.push_back(std::string("--property=") + kUnitProperties);
    argv.emplace_back("--");
    std::transform(names.begin(), names.end(), std::back_inserter(argv), unit_of);
    return argv;
}

std::string show_through_the_helper(const std::vector<std::string>& names, Verbosity verbosity)
{
    std::string text;
    for (std::size_t at = 0; at < names.size(); at += kNamesACall)
    {
        const auto first = names.begin() + static_cast<std::ptrdiff_t>(at);
        const auto count = static_cast<std::ptrdiff_t>(std::min(kNamesACall, names.size() - at));
        text += Systemctl(verbosity).show({first, first + count}) + '\n';
    }
    return text;
}

std::string show(const std::vector<std::string>& names, Verbosity verbosity)
{
    Ended direct = capture(unprivileged_show(names));
    return direct.status == 0 ? std::move(direct.out) : show_through_the_helper(names, verbosity);
}
} // namespace

std::vector<UnitState> unit_states(const std::vector<std::string>& names, Verbosity verbosity)
{
    std::map<std::string, UnitState> known;
    for (UnitState& state : parse_units(names.empty() ? std::string() : show(names, verbosity)))
    {
        std::string unit = state.unit;
        known.insert_or_assign(std::move(unit), std::move(state));
    }
    std::vector<UnitState> states;
    for (const std::string& name : names)
    {
        UnitState& state = known[unit_of(name)];
        state.unit = unit_of(name);
        states.push_back(state);
    }
    return states;
}

UnitState unit_state(const std::string& name, Verbosity verbosity)
{
    return unit_states({name}, verbosity).front();
}
} // namespace left4me
