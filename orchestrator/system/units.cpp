#include "system/units.hpp"

#include "paths.hpp"
#include "system/unit_files.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <utility>

namespace left4me
{
namespace
{
constexpr std::size_t kNamesACall = 256; // what the helper takes

/// So few cost less to name than to look for.
constexpr std::size_t kFew = 4;

using States = std::map<std::string, UnitState>; // by unit

Argv unprivileged_show(const std::vector<std::string>& units)
{
    Argv argv{paths::kSystemctl, "show", "--all", "--no-pager", "--no-ask-password", "--timestamp=unix"};
    argv.push_back(std::string("--property=") + kUnitProperties);
    argv.emplace_back("--");
    argv.insert(argv.end(), units.begin(), units.end());
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

void take_all(States& known, std::string_view text)
{
    for (UnitState& state : parse_units(text))
    {
        std::string unit = state.unit;
        known.insert_or_assign(std::move(unit), std::move(state));
    }
}

/// Whether the bus answered.
bool show(States& known, const std::vector<std::string>& units)
{
    const Ended ended = capture(unprivileged_show(units));
    if (ended.status != 0)
    {
        return false;
    }
    take_all(known, ended.out);
    return true;
}

std::vector<std::string> without(const std::vector<std::string>& units, const States& known)
{
    std::vector<std::string> rest;
    std::copy_if(units.begin(), units.end(), std::back_inserter(rest),
                 [&](const std::string& unit) { return known.count(unit) == 0; });
    return rest;
}

/// systemd reads the files of each unit that it is asked for and does not have in memory, which takes
/// milliseconds. For those without files of their own one speaks that nobody can start meanwhile.
bool show_unloaded(States& known, const std::vector<std::string>& units)
{
    const std::set<std::string> with_files = units_with_files(unit_load_path());
    const std::string nobodys = unit_of(std::string(100, 'x')); // no name is as long
    std::vector<std::string> asked{nobodys};
    std::vector<std::string> alike;
    for (const std::string& unit : units)
    {
        (with_files.count(unit) != 0 ? asked : alike).push_back(unit);
    }
    if (!show(known, asked))
    {
        return false;
    }
    for (const std::string& unit : alike)
    {
        UnitState state = known[nobodys];
        state.unit = unit;
        known.insert_or_assign(unit, std::move(state));
    }
    return true;
}

bool show_many(States& known, const std::vector<std::string>& units)
{
    if (!show(known, {unit_of("*")}))
    {
        return false;
    }
    const std::vector<std::string> unloaded = without(units, known);
    return unloaded.empty() || show_unloaded(known, unloaded);
}

States show_all(const std::vector<std::string>& names, Verbosity verbosity)
{
    std::vector<std::string> units(names.size());
    std::transform(names.begin(), names.end(), units.begin(), unit_of);
    States known;
    if (!(units.size() <= kFew ? show(known, units) : show_many(known, units)))
    {
        take_all(known, show_through_the_helper(names, verbosity));
    }
    return known;
}
} // namespace

std::vector<UnitState> unit_states(const std::vector<std::string>& names, Verbosity verbosity)
{
    States known = names.empty() ? States() : show_all(names, verbosity);
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
