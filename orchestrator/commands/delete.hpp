#pragma once

#include "commands/context.hpp"

#include <string>
#include <vector>

namespace left4me
{
struct DeleteRequest
{
    std::vector<std::string> names;
    bool yes = false; ///< do not ask
};

/// l4d2ctl delete NAME… [--yes]
[[nodiscard]] int perform(const Context& context, const DeleteRequest& request);
} // namespace left4me
