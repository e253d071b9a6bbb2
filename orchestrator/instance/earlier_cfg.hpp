// server.cfg and the alias files beside it, as the earlier tool staged them. Inner header of this room.
#pragma once

#include "instance/state_root.hpp"
#include "spec/spec.hpp"

namespace left4me
{
/// Gives `spec`, whose overlays are known, the config, aliases and exec by which staging writes the same
/// files again. Only reads. Returns a sentence for what an admin should know. Throws UserError: DataErr for a
/// server.cfg that no spec can hold, with its place, and as read_upper_cfg().
[[nodiscard]] std::vector<std::string> take_staged_cfg(const StateRoot& root, std::string_view name,
                                                       Spec& spec);
} // namespace left4me
