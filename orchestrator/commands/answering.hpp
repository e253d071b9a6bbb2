// Waiting until a server answers players.
#pragma once

#include "commands/context.hpp"

#include <chrono>
#include <string>

namespace left4me
{
/// Asks the server on its port (A2S) until it answers. Throws UserError: TempFail after `patience`, while the
/// server keeps running; Failed when it went down meanwhile.
void await_answer(const Context& context, const std::string& name, std::chrono::seconds patience);
} // namespace left4me
