// The spec that a user names.
#pragma once

#include <string>

namespace left4me
{
/// The whole file. Throws UserError: NoInput when it is missing, NoPerm when it may not be read, DataErr when
/// it is no regular file or too large for a spec. Never blocks.
[[nodiscard]] std::string read_spec_file(const std::string& path);
} // namespace left4me
