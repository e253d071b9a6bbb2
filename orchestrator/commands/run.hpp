#pragma once

#include "commands/context.hpp"

#include <string>

namespace left4me
{
struct RunRequest
{
    std::string name;
};

/// l4d2ctl run NAME. Returns by throwing only: otherwise this process has become the game.
[[nodiscard]] int perform(const Context& context, const RunRequest& request);
} // namespace left4me
