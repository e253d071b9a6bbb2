// Files in an overlay that the game could not read.
#pragma once

#include "instance/directory.hpp"
#include "instance/state_root.hpp"
#include "spec/spec.hpp"
#include "system/time_limit.hpp"

#include <optional>
#include <string>

namespace left4me
{
struct ClosedEntry
{
    Fd itself;        ///< O_PATH
    std::string path; ///< for a message
};

/// The first file or directory in there that the caller may not read. nullopt: there is none, or none was
/// found in time, or somebody moves things about.
[[nodiscard]] std::optional<ClosedEntry> first_closed_below(const Directory& overlay, const TimeLimit& limit);

/// The path of the first of those in the overlays of a spec that could be staged a moment ago.
[[nodiscard]] std::optional<std::string> first_closed_file(const StateRoot& root, const Spec& spec,
                                                           const TimeLimit& limit);
} // namespace left4me
