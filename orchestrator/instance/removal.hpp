// Removing trees of hostile content: never through a symlink, never across a mount.
#pragma once

#include "instance/state_root.hpp"

namespace left4me
{
/// Whether work holds what is root's, and so nothing its owner can remove. A mount leaves it; after ours the
/// helper has taken it away.
[[nodiscard]] bool has_leftovers_of_root(const StateRoot& root, std::string_view name);

/// Both: the caller holds the instance's lock.

/// Removes runtime/NAME. Nothing there is success.
/// Throws UserError(TempFail) when something is mounted below it, before anything is removed; CantCreat/OsErr
/// else.
void remove_runtime(const StateRoot& root, std::string_view name);

/// Removes runtime/NAME, then instances/NAME. Nothing there is success.
void remove_instance(const StateRoot& root, std::string_view name);
} // namespace left4me
