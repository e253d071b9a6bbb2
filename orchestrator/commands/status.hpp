#pragma once

#include "commands/context.hpp"

#include <string>
#include <vector>

namespace left4me
{
struct StatusRequest
{
    std::vector<std::string> names; ///< none: all instances
    bool json = false;
};

/// l4d2ctl status [NAME…] [--json]
[[nodiscard]] int perform(const Context& context, const StatusRequest& request);
} // namespace left4me
