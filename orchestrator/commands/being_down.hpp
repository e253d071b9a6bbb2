// Whether a server is out of the way, as far as can be told without privilege. The caller holds the
// instance's lock.
#pragma once

#include "commands/context.hpp"

#include <string>

namespace left4me
{
/// Throws UserError(TempFail) while the server's unit is up, or merged is mounted. Where systemd cannot be
/// asked, or the root helpers work in another state root, only the mount decides.
void require_down(const Context& context, const std::string& name);
} // namespace left4me
