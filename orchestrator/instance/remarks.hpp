// What is legal in a spec and hardly meant.
#pragma once

#include "instance/state_root.hpp"
#include "spec/spec.hpp"

#include <string>
#include <vector>

namespace left4me
{
/// A sentence for each of: an argument that gives the game another port than the spec's; an overlay whose
/// files lie beside left4dead2 rather than in it; an overlay that is to be executed and has no server.cfg.
/// What cannot be looked at is no reason for a remark. The overlays have been found usable before.
[[nodiscard]] std::vector<std::string> remarks_on(const StateRoot& root, const Spec& spec);
} // namespace left4me
