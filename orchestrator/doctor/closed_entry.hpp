// Files in an overlay that the game could not read. Inner header of this room.
#pragma once

#include "instance/directory.hpp"
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
} // namespace left4me
