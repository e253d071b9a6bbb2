#pragma once

#include "commands/context.hpp"

#include <string>
#include <vector>

namespace left4me
{
struct RestartRequest
{
    std::vector<std::string> names;
};

/// l4d2ctl restart NAME…
[[nodiscard]] int perform(const Context& context, const RestartRequest& request);
} // namespace left4me
