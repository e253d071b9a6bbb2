// What systemd bound into a server's sandbox.
#pragma once

#include "instance/state_root.hpp"

#include <string_view>

namespace left4me
{
/// Throws UserError(NoPerm) where one of the directories and files that the unit binds from the state root,
/// merged aside, is not the caller's, or lies elsewhere than its name says: systemd follows symlinks there as
/// root, also into directories that their owner may not enter. What is a file system of its own may be bound.
void require_own_bindings(const StateRoot& root, std::string_view name);
} // namespace left4me
