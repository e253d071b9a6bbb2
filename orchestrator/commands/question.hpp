// Asking before something is lost.
#pragma once

#include <string>

namespace left4me
{
/// Asks on stderr when stdin is a terminal; otherwise nobody could answer, and it does not ask.
/// Throws UserError(Failed) unless the answer is y or yes.
void require_yes(const std::string& question);

/// The same, but throws as well where nobody can answer.
void require_spoken_yes(const std::string& question);
} // namespace left4me
