#pragma once

#include "commands/context.hpp"

namespace left4me
{
struct EventsRequest
{
    bool json = false;
};

/// l4d2ctl events [--json]: becomes the program that listens to systemd. Throws UserError(Unavailable) where
/// that is missing.
[[nodiscard]] int perform(const Context& context, const EventsRequest& request);
} // namespace left4me
