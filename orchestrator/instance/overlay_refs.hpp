// Which overlays there are, for whoever chooses one.
#pragma once

#include "instance/directory.hpp"
#include "instance/state_root.hpp"

#include <string>
#include <vector>

namespace left4me
{
/// Refs as a spec names them, sorted: directories that have a left4dead2, or nothing but files, or may not be
/// looked into; and symlinks and mounts, which are not followed. As many as are found in five seconds, ten
/// thousand at most. UserError(NoInput) without overlays/.
[[nodiscard]] std::vector<std::string> overlay_refs(const StateRoot& root);

/// The same for overlays/ itself.
[[nodiscard]] std::vector<std::string> overlay_refs(const Directory& overlays);
} // namespace left4me
