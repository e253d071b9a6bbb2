#pragma once

#include "commands/context.hpp"

#include <string>
#include <vector>

namespace left4me
{
struct ResetRequest
{
    std::vector<std::string> names;
    bool yes = false; ///< do not ask
};

/// l4d2ctl reset NAME… [--yes]
[[nodiscard]] int perform(const Context& context, const ResetRequest& request);
} // namespace left4me
