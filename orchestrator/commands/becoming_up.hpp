// From "systemd started the unit" to "the game runs".
#pragma once

#include "commands/context.hpp"
#include "system/unit_state.hpp"

#include <string>
#include <string_view>

namespace left4me
{
enum class Progress
{
    Pending,
    Active,
    Failed, ///< also where systemd waits before the next try, or has made it already
};

/// `restarts_before`: systemd's count when we began to look.
[[nodiscard]] Progress progress_of(const UnitState& unit, unsigned restarts_before);

/// Waits until the unit's main process is the game. Type=exec calls the unit active as soon as `l4d2ctl run`
/// runs, which may yet refuse. Throws UserError: Failed when the unit failed, after the last lines of its
/// log; TempFail when nothing is decided in half a minute.
void await_game(const Context& context, const std::string& name, unsigned restarts_before);
} // namespace left4me
