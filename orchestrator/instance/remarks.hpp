// What is legal in a spec and hardly meant.
#pragma once

#include "instance/state_root.hpp"
#include "spec/spec.hpp"

#include <string>
#include <vector>

namespace left4me
{
struct SpecRemark
{
    std::string text;
    std::string overlay;               ///< the ref of the one to mend; empty where it is the spec
    std::vector<std::string> too_high; ///< what belongs into that overlay's left4dead2
};

/// For each of: an argument that gives the game another port than the spec's; a '#' without quotes; quotes in
/// arguments; an overlay without anything that the game looks for, mostly since its files lie too high or too
/// deep; an overlay's server.cfg that the server's own hides; an overlay that is to be executed and has no
/// server.cfg. What cannot be looked at, or takes too long, is no reason for one. The overlays have been
/// found usable before.
[[nodiscard]] std::vector<SpecRemark> remarks_on(const StateRoot& root, const Spec& spec);
} // namespace left4me
