// What `systemctl show` prints.
#include "system/unit_state.hpp"
#include "target.hpp"

#include <algorithm>
#include <tuple>

namespace left4me::fuzz
{
namespace
{
auto fields_of(const UnitState& state)
{
    return std::tie(state.unit, state.load_state, state.active_state, state.sub_state, state.result,
                    state.unit_file_state, state.main_pid, state.started, state.exec_main_code,
                    state.exec_main_status, state.restarts, state.memory_bytes, state.invocation_id);
}

void require_sense(const UnitState& state)
{
    require(!state.unit.empty(), "a state has a unit");
    require(state.exec_main_status.has_value() <= state.exec_main_code.has_value(),
            "no exit status without a process that ended");
    require(state.main_pid != 0 && state.exec_main_code != 0 && state.started != 0,
            "0 is no pid, no code, no time");
    for (const auto& word : {state.load_state, state.active_state, state.sub_state, state.result,
                             state.unit_file_state, state.invocation_id})
    {
        require(!word || (!word->empty() && word->find('\n') == std::string::npos), "a word is on one line");
    }
}
} // namespace

void try_input(std::string_view input)
{
    const auto states = parse_units(input);
    std::for_each(states.begin(), states.end(), require_sense);

    const auto twice = parse_units(std::string(input) + "\n\n" + std::string(input));
    require(twice.size() == 2 * states.size(), "an empty line ends a block");
    for (std::size_t i = 0; i < twice.size(); ++i)
    {
        require(fields_of(twice[i]) == fields_of(states[i % states.size()]),
                "a block knows nothing of the one before");
    }
}
} // namespace left4me::fuzz
