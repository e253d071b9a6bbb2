// Lines that no terminal shows.
#pragma once

#include <string>

namespace left4me
{
/// Up to a newline, which is not part of it, or the end; what follows stays unread. At most 1 KiB.
/// Throws UserError(NoInput) when the descriptor cannot be read, Interrupted.
[[nodiscard]] std::string read_secret_line(int descriptor);

/// Writes the question to stderr and reads the answer from the terminal on stdin, without echo. However it
/// ends, the terminal echoes again.
[[nodiscard]] std::string ask_secret(const std::string& question);
} // namespace left4me
