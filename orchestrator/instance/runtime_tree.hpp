// runtime/NAME and the cfg directory in its upper. Inner header of this room.
#pragma once

#include "instance/directory.hpp"
#include "instance/state_root.hpp"

namespace left4me
{
/// Makes runtime/NAME with upper, work and merged, and finishes a removal that was cut short.
[[nodiscard]] Directory make_runtime(const StateRoot& root, std::string_view name);

/// Makes runtime/NAME/by-hand, alike.
[[nodiscard]] Directory make_runtime_by_hand(const StateRoot& root, std::string_view name);

/// Opens upper/left4dead2/cfg, and makes it where it is missing. Upper is the game's: UserError(DataErr)
/// when it put anything but a directory in that place, which is never followed.
[[nodiscard]] Directory open_upper_cfg(const Directory& runtime);

/// Moves the text to cfg/file_name. UserError(DataErr) when the game made a directory of that name.
void put_cfg(const Directory& runtime, const Directory& cfg, const std::string& file_name,
             std::string_view text);

/// The text of that file in upper/left4dead2/cfg; nullopt when there is none. UserError: NoInput when it may
/// not be read, DataErr when the game put a symlink or anything else in its place: it could name another
/// instance's files, and is never followed.
[[nodiscard]] std::optional<std::string> read_upper_cfg(const Directory& runtime,
                                                        const std::string& file_name);
} // namespace left4me
