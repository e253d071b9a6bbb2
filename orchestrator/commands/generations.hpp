#pragma once

#include "commands/context.hpp"

namespace left4me
{
struct GenerationsRequest
{
    bool names = false;
    bool json = false;
};

/// l4d2ctl generations [--names | --json]
[[nodiscard]] int perform(const Context& context, const GenerationsRequest& request);
} // namespace left4me
