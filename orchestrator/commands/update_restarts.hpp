// Servers that run from an older generation, and when they get the current one.
#pragma once

#include "commands/context.hpp"

#include <chrono>

namespace left4me
{
enum class Restarts
{
    No,
    Now,
    WhenEmpty, ///< each when it has no players
};

/// Restarts each as l4d2ctl restart does, whatever becomes of the others, and returns the first failure's
/// status, otherwise 0. Where WhenEmpty
/// finds players, or a server that does not answer, it waits; throws UserError(TempFail) with the names of
/// those that still had some after `patience`.
[[nodiscard]] int restart_outdated(const Context& context, Restarts when, std::chrono::seconds patience);
} // namespace left4me
