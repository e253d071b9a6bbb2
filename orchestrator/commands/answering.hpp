// Waiting until a server answers players.
#pragma once

#include "commands/context.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace left4me
{
/// Asks the server on its port (A2S) until it answers; nullopt: not at all. Throws UserError: TempFail after
/// `patience`, while the server keeps running; Failed when it went down meanwhile. For callers without the
/// instance's lock, so that others may stop what does not answer.
void await_answer(const Context& context, const std::string& name,
                  std::optional<std::chrono::seconds> patience);
} // namespace left4me
