#pragma once

#include "commands/context.hpp"

#include <string>

namespace left4me
{
struct SendRequest
{
    std::string name;
    std::string command; ///< a line for the server's console
};

/// l4d2ctl send NAME -- COMMAND…
[[nodiscard]] int perform(const Context& context, const SendRequest& request);
} // namespace left4me
