// Returning to an earlier generation.
#pragma once

#include "commands/context.hpp"

#include <string>

namespace left4me
{
/// Makes `wanted` the current generation, or, where that is empty, the one before the current one, and holds
/// the build that is left, so that no update brings it again. The caller holds the installation's lock.
/// Throws UserError(NoInput) when there is no such generation.
void roll_back(const Context& context, const std::string& wanted);

/// Says which running servers still have another generation than the current one.
void say_who_lags_behind(const Context& context, const std::string& current);
} // namespace left4me
