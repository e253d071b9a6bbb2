#pragma once

#include "commands/context.hpp"
#include "system/journal.hpp"

namespace left4me
{
struct LogsRequest
{
    JournalRequest journal;
};

/// l4d2ctl logs NAME [-n|--lines N] [-f|--follow] [--no-follow] [-o|--output FORMAT]
[[nodiscard]] int perform(const Context& context, const LogsRequest& request);
} // namespace left4me
