#pragma once

#include "commands/context.hpp"

#include <chrono>

namespace left4me
{
struct TopRequest
{
    std::chrono::seconds interval{2};
};

/// l4d2ctl top [--interval SECONDS]
[[nodiscard]] int perform(const Context& context, const TopRequest& request);
} // namespace left4me
