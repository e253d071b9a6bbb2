// Who keeps a mount busy, for the message that says so.
#pragma once

#include <string>

#include <sys/types.h>

namespace left4me
{
/// "process 4711 (bash)" for the first process that has its directory, its root, its program or an open file
/// on the file system `device`. Only the owner's processes can be looked into; failing that, a sentence that
/// says so.
[[nodiscard]] std::string holder_of(dev_t device);
} // namespace left4me
