// One helper at a time for each instance (docs/decisions/0002-one-lock-file-with-byte-ranges.md).
#pragma once

#include "common/fd.hpp"

#include <string_view>

namespace left4me
{
/// Held while the descriptor lives; the kernel drops it when the process ends, however it ends.
/// Throws 75, naming the process that holds it, after ten seconds.
[[nodiscard]] Fd lock_instance(std::string_view instance);
} // namespace left4me
