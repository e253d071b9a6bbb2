// The unit's sandbox for another state root than the compiled one. Inner header of this room.
#pragma once

#include <string>
#include <string_view>

namespace left4me
{
/// A drop-in (systemd.unit(5)) with those lines of `unit` that name `from`, naming `to` instead. What a
/// drop-in would only add to is reset first where the old value cannot stay; of binds only all can be reset,
/// so that it has the others, too.
[[nodiscard]] std::string drop_in_for(std::string_view unit, const std::string& from, const std::string& to);

/// Whether `text` has them all; one for an earlier unit has not.
[[nodiscard]] bool has_all_lines(const std::string& text, const std::string& lines);

/// Where that drop-in belongs; `unit` is a name such as left4me-server@.service.
[[nodiscard]] std::string path_of_drop_in(const std::string& unit);

/// A shell command that writes it.
[[nodiscard]] std::string command_that_writes(const std::string& drop_in, const std::string& path);
} // namespace left4me
