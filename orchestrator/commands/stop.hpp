#pragma once

#include "commands/context.hpp"

#include <string>
#include <vector>

namespace left4me
{
struct StopRequest
{
    std::vector<std::string> names;
    bool disable = true;
};

/// l4d2ctl stop NAME… [--no-disable]
[[nodiscard]] int perform(const Context& context, const StopRequest& request);
} // namespace left4me
