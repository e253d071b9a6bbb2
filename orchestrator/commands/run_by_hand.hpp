// l4d2ctl run without root, sudo or systemd.
#pragma once

#include "commands/context.hpp"

#include <string>

namespace left4me
{
/// Stages the instance in runtime/NAME/by-hand, mounts its layers in namespaces of our own, and becomes the
/// game, which has our terminal. Returns by throwing UserError only: TempFail where the server runs already
/// or its port is held, OsErr with the setting to change where the host forbids user namespaces.
[[noreturn]] void run_by_hand(const Context& context, const std::string& name);
} // namespace left4me
