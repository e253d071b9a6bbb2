#pragma once

#include "commands/context.hpp"

namespace left4me
{
struct ListRequest
{
    bool names = false;
    bool overlays = false; ///< instead of instances
    bool json = false;
};

/// l4d2ctl list [--names | --overlays | --json]
[[nodiscard]] int perform(const Context& context, const ListRequest& request);
} // namespace left4me
