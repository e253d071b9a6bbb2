// installations/GENERATION, and the symlink `installation` that says which is current. The callers that
// change anything hold the installation's lock.
#pragma once

#include "instance/state_root.hpp"
#include "left4me/fd.hpp"

#include <optional>
#include <string>
#include <vector>

namespace left4me
{
/// Held while generations are made, switched or removed. Throws UserError(TempFail), naming the pid that
/// holds it where known, at once: an installation takes too long to wait for.
[[nodiscard]] Fd lock_installation(const StateRoot& root);

/// Names, the oldest first: those that we made, which are numbers, by number and after all others.
[[nodiscard]] std::vector<std::string> generation_names(const StateRoot& root);

/// What `installation` points to; nullopt when it is none of ours: a directory, another symlink, or nothing.
[[nodiscard]] std::optional<std::string> current_generation(const StateRoot& root);

/// One higher than any there is.
[[nodiscard]] std::string next_generation(const StateRoot& root);

/// Points `installation` at it, in one step.
void make_current(const StateRoot& root, const std::string& generation);

/// Makes a plain directory `installation`, as SteamCMD by hand or the earlier tool left it, the first
/// generation, in one step, and says so in the layers files that name it. Nothing is copied, and servers that
/// run from it notice nothing. An empty directory is removed.
void adopt_plain_installation(const StateRoot& root);

/// Removes it; what was left of earlier removals goes, too.
void remove_generation(const StateRoot& root, const std::string& generation);
} // namespace left4me
