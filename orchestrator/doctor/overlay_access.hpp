// Overlays that the service user cannot enter. Inner header of this room.
#pragma once

#include "instance/state_root.hpp"
#include "spec/spec.hpp"
#include "system/time_limit.hpp"

#include <optional>
#include <string>
#include <vector>

namespace left4me
{
/// The command that opens the first of the spec's overlays that the caller may not enter; nullopt: there is
/// none, or none that lies in overlays itself. Whoever owns the state root chooses its names and can move
/// them about at any time, so the command runs as the directory's owner, and where that is another user, it
/// is l4d2ctl's own (opening.hpp), for the very directory that was looked at.
[[nodiscard]] std::optional<std::string> command_to_open(const StateRoot& root, const Spec& spec);

/// The command that puts the overlay's `entries` into its left4dead2, or shows what it has, where that is not
/// the service user's alone to mend or nobody knows what belongs where.
[[nodiscard]] std::string command_to_sort(const StateRoot& root, const std::string& ref,
                                          const std::vector<std::string>& entries);

struct ClosedFile
{
    std::string path;    ///< for a message
    std::string command; ///< that opens the overlay, as above
};

/// What the caller may not read in an overlay that he may enter, as far as time goes.
[[nodiscard]] std::optional<ClosedFile> closed_below(const StateRoot& root, const SpecOverlay& overlay,
                                                     const TimeLimit& limit);
} // namespace left4me
