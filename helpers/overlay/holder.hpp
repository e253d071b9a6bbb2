// Who keeps a mount busy, for the message that says so.
#pragma once

#include <optional>
#include <string>

#include <sys/types.h>

namespace left4me
{
/// "process 4711 (bash)" for the first process that has its directory, its root, its program or an open file
/// on the file system `device`; failing that, for one that sees a mount of this source in a mount namespace
/// of its own.
[[nodiscard]] std::string holder_of(std::optional<dev_t> device, const std::string& source);
} // namespace left4me
