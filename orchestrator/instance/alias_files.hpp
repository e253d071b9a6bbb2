// The files that overlays with an alias get in cfg/, and the list of those put there earlier.
// Inner header of this room.
#pragma once

#include "instance/directory.hpp"
#include "instance/overlay.hpp"
#include "spec/spec.hpp"

#include <map>
#include <vector>

namespace left4me
{
/// server_ALIAS.cfg
[[nodiscard]] std::string alias_file_name(const std::string& alias);

/// The alias of a file of that name; nullopt where it is no alias file's.
[[nodiscard]] std::optional<std::string> alias_of_file(std::string_view file_name);

/// The aliases whose overlay has a server.cfg, with its text.
[[nodiscard]] std::map<std::string, std::string> read_aliases(const StateRoot& root, const Spec& spec);

/// Throws as read_aliases does, and keeps none of the texts.
void require_readable_aliases(const StateRoot& root, const Spec& spec);

/// The file names in runtime/NAME/staged; lines of any other form are passed over, so that whatever
/// stands there, nothing but an alias file of ours is ever removed because of it.
[[nodiscard]] std::vector<std::string> read_staged(const Directory& runtime);

void write_staged(const Directory& runtime, std::vector<std::string> file_names);
} // namespace left4me
