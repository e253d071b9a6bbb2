// The editor in a command that somebody pastes. Inner header of this room.
#pragma once

#include <string>

namespace left4me
{
/// Opens `file` in the host's editor, after a `prefix` such as "sudo ". A minimal Debian has no editor: then
/// it is one command more.
[[nodiscard]] std::string command_to_edit_file(const std::string& prefix, const std::string& file);
} // namespace left4me
