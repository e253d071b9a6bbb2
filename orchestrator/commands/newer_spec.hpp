// Whether a running server goes on with another spec than its own.
#pragma once

#include "commands/context.hpp"
#include "system/unit_state.hpp"

#include <string>

namespace left4me
{
/// Whether the spec was written after the server was started, or names another port or other arguments. What
/// was written in the second of the start counts as the start's; false where it cannot be told.
[[nodiscard]] bool has_newer_spec(const Context& context, const std::string& name, const UnitState& unit);

/// Says so, and how to make it hold.
void say_newer_spec(const std::string& name);
} // namespace left4me
