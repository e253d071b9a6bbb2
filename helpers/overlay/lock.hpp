// One helper at a time for each instance (docs/decisions/0002-one-lock-file-with-byte-ranges.md).
#pragma once

#include "common/fd.hpp"

#include <string_view>

namespace left4me
{
/// Held while the descriptor lives; the kernel drops it when the process ends, however it ends.
/// Throws 75, naming the process that holds it, after ten seconds.
[[nodiscard]] Fd lock_instance(std::string_view instance);

/// Adds merged, upper or work itself to the lock: the owner may have moved it to another instance. False when
/// that one's helper has it. Throws 71.
[[nodiscard]] bool lock_directory(const Fd& lock, const Fd& dir);
} // namespace left4me
