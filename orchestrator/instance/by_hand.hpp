// Servers that run without unit and helper: at most one for an instance, and nobody removes it under its
// feet.
#pragma once

#include "instance/directory.hpp"
#include "instance/state_root.hpp"
#include "left4me/fd.hpp"

namespace left4me
{
/// In runtime/NAME.
inline constexpr char kByHand[] = "by-hand";

/// Held by whoever inherits the descriptor, which exec does not close, until all of them have ended. Throws
/// UserError(TempFail) when it is held already.
[[nodiscard]] Fd lock_by_hand(const Directory& by_hand, std::string_view name);

/// Throws UserError(TempFail) while a server runs by hand.
void require_no_run_by_hand(const StateRoot& root, std::string_view name);
} // namespace left4me
