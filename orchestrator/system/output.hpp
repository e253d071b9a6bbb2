// Writing where somebody else reads.
#pragma once

#include <string_view>

namespace left4me
{
/// Writes all of it, at the reader's pace. While it waits, SIGINT, SIGTERM and SIGHUP are thrown as
/// Interrupted, and so is a reader that left, as SIGPIPE. Throws std::system_error for other failures.
void write_out(int out, std::string_view text);
} // namespace left4me
