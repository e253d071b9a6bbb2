// The byte-range locks in instances/.lock. Inner header of this room.
#pragma once

#include "instance/state_root.hpp"
#include "left4me/fd.hpp"

#include <chrono>
#include <cstdint>

namespace left4me
{
/// Whoever makes or removes an instance holds this one, so that no two can be given one port at a time.
inline constexpr std::uint64_t kRegistry = 0;

[[nodiscard]] std::uint64_t lock_slot_of(std::string_view name);

/// The lock lives as long as the descriptor, and no longer than the process.
/// Throws UserError(TempFail) "WHAT is busy…" when another holds the slot for longer than `patience`.
[[nodiscard]] Fd lock_slot(const StateRoot& root, std::uint64_t slot, const std::string& what,
                           std::chrono::milliseconds patience);
} // namespace left4me
