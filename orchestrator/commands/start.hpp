#pragma once

#include "commands/context.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace left4me
{
struct StartRequest
{
    std::vector<std::string> names;
    bool enable = true;
    std::optional<std::chrono::seconds> wait; ///< until the server answers
};

/// l4d2ctl start NAME… [--no-enable] [--wait[=SECONDS]]
[[nodiscard]] int perform(const Context& context, const StartRequest& request);
} // namespace left4me
