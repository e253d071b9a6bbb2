#pragma once

#include "commands/context.hpp"

#include <string>

namespace left4me
{
struct ConsoleRequest
{
    std::string name;
};

/// l4d2ctl console NAME
[[nodiscard]] int perform(const Context& context, const ConsoleRequest& request);
} // namespace left4me
