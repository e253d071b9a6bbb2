#pragma once

#include "commands/context.hpp"

#include <string>
#include <vector>

namespace left4me
{
struct AdoptRequest
{
    std::vector<std::string> names; ///< none: all instances
    bool dry_run = false;
};

/// l4d2ctl adopt [NAME…] [--dry-run]
[[nodiscard]] int perform(const Context& context, const AdoptRequest& request);
} // namespace left4me
