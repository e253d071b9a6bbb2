#pragma once

#include "commands/context.hpp"

namespace left4me
{
struct ListRequest
{
    bool json = false;
};

/// l4d2ctl list [--json]
[[nodiscard]] int perform(const Context& context, const ListRequest& request);
} // namespace left4me
