#pragma once

#include "commands/context.hpp"

namespace left4me
{
struct GenerationsRequest
{
    bool json = false;
};

/// l4d2ctl generations [--json]
[[nodiscard]] int perform(const Context& context, const GenerationsRequest& request);
} // namespace left4me
