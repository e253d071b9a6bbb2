#pragma once

#include "commands/context.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace left4me
{
struct RestartRequest
{
    std::vector<std::string> names;
    std::optional<std::chrono::seconds> wait; ///< until the server answers
};

/// l4d2ctl restart NAME… [--wait[=SECONDS]]
[[nodiscard]] int perform(const Context& context, const RestartRequest& request);
} // namespace left4me
