// Telling why a server did not come up.
#pragma once

#include "commands/context.hpp"

#include <string>

namespace left4me
{
/// Shows the last lines of the server's log on stderr, if its unit has failed, and names doctor. What fails
/// about that is passed over: the caller has a failure to report already.
void show_why_it_failed(const Context& context, const std::string& name);

/// Shows them and throws UserError(Failed) with systemd's `result`.
[[noreturn]] void report_failed_start(const Context& context, const std::string& name,
                                      const std::string& result);
} // namespace left4me
