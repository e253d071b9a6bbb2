// One YAML document as a plain tree with the place of every value. Inner header of this room.
#pragma once

#include "spec/spec.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace left4me
{
struct YamlEntry;

struct YamlNode
{
    enum class Kind
    {
        Null,
        Plain, ///< a scalar without quotes: the only form that can be a number or a boolean
        Quoted,
        Sequence,
        Map
    };

    Kind kind = Kind::Null;
    Mark mark;
    std::string text;               ///< of a scalar
    std::vector<YamlNode> items;    ///< of a sequence
    std::vector<YamlEntry> entries; ///< of a map, no key twice
};

struct YamlEntry
{
    std::string key;
    Mark mark;
    YamlNode value;
};

/// Throws UserError(DataErr) for what is not one YAML document in UTF-8, for duplicate keys, and for
/// anchors, aliases, tags and deep nesting: a spec needs none of them, and each can make a small file
/// explode.
[[nodiscard]] YamlNode read_yaml(std::string_view text, const std::string& file);
} // namespace left4me
