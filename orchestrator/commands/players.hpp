#pragma once

#include "commands/context.hpp"

#include <string>

namespace left4me
{
struct PlayersRequest
{
    std::string name;
    bool json = false;
};

/// l4d2ctl players NAME [--json]
[[nodiscard]] int perform(const Context& context, const PlayersRequest& request);
} // namespace left4me
