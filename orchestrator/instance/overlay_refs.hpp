// Which overlays there are, for whoever chooses one.
#pragma once

#include "instance/directory.hpp"
#include "instance/state_root.hpp"
#include "system/time_limit.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace left4me
{
/// Refs as a spec names them, sorted: directories that have a left4dead2, or nothing but files, or may not be
/// looked into; and symlinks and mounts, which are not followed. As many as are found in time, ten thousand
/// at most. UserError(NoInput) without overlays/.
[[nodiscard]] std::vector<std::string> overlay_refs(const StateRoot& root,
                                                    const TimeLimit& limit = TimeLimit());

/// The same for overlays/ itself.
[[nodiscard]] std::vector<std::string> overlay_refs(const Directory& overlays,
                                                    const TimeLimit& limit = TimeLimit());

/// The only one of `refs` beside `ref` whose name is that one's with more before or after it, such as
/// ".maps-old" or "maps.bak".
[[nodiscard]] std::optional<std::string> renamed_overlay(std::string_view ref,
                                                         const std::vector<std::string>& refs);
} // namespace left4me
