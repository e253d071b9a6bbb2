// Keys of the maps in a spec. Inner header of this room.
#pragma once

#include "spec/spec.hpp"
#include "spec/yaml_tree.hpp"

namespace left4me
{
/// Whether `key` is the caller's own and means nothing to us.
[[nodiscard]] bool is_note(std::string_view key);

/// UserError(DataErr) with the key of `known` that was meant, or else all that `owner`, such as "a spec",
/// has.
[[noreturn]] void refuse_unknown_key(const YamlEntry& entry, const std::vector<std::string>& known,
                                     const std::string& owner, const std::string& file);
} // namespace left4me
