#include "spec/spec.hpp"

#include "spec/comment.hpp"
#include "spec/port.hpp"
#include "spec/spec_key.hpp"
#include "spec/spec_overlay.hpp"
#include "spec/text.hpp"

#include <algorithm>
#include <map>

namespace left4me
{
namespace
{
using Kind = YamlNode::Kind;

std::string place_of(Mark mark)
{
    return "line " + std::to_string(mark.line);
}

class SpecReader
{
public:
    SpecReader(std::string_view text, const std::string& file) : lines_(lines_of(text)) { spec_.file = file; }

    Spec read(const YamlNode& root)
    {
        if (root.kind != Kind::Map)
        {
            refuse_at(root.mark.line == 0 ? Mark{1, 1} : root.mark,
                      "a spec is a map of keys to values: begin with a line such as \"port: 27015\"");
        }
        for (const YamlEntry& entry : root.entries)
        {
            read_entry(entry);
        }
        if (spec_.port == 0)
        {
            refuse_at(root.mark, "the key port is missing: add a line such as \"port: 27015\"");
        }
        return std::move(spec_);
    }

private:
    [[noreturn]] void refuse_at(Mark mark, const std::string& sentence) const
    {
        refuse(spec_.file, mark, sentence);
    }

    void read_entry(const YamlEntry& entry)
    {
        if (entry.key == "port")
        {
            read_port(entry.value);
        }
        else if (entry.key == "overlays")
        {
            read_overlays(entry.value);
        }
        else if (entry.key == "arguments")
        {
            read_arguments(entry.value);
        }
        else if (entry.key == "config")
        {
            read_config(entry.value);
        }
        else if (!is_note(entry.key))
        {
            refuse_unknown_key(entry, {"port", "overlays", "arguments", "config"}, "a spec", spec_.file);
        }
    }

    void read_port(const YamlNode& node)
    {
        if (node.kind != Kind::Plain)
        {
            refuse_at(node.mark, "port must be a number without quotes, such as 27015");
        }
        const auto port = parse_port(node.text);
        if (!port)
        {
            refuse_at(node.mark, "port must be a whole number from 1024 to 65535, such as 27015");
        }
        spec_.port = *port;
        spec_.port_mark = node.mark;
    }

    const std::vector<YamlNode>& items_of(const YamlNode& node, std::string_view key,
                                          std::string_view example) const
    {
        if (node.kind != Kind::Sequence)
        {
            refuse_at(node.mark, std::string(key) + " must be a list, such as " + std::string(example));
        }
        return node.items;
    }

    void read_arguments(const YamlNode& node)
    {
        for (const YamlNode& item : items_of(node, "arguments", "[\"-tickrate 60\", \"+map c1m1_hotel\"]"))
        {
            const std::vector<std::string> words = split_words(string_of(item, "an argument", spec_.file));
            if (std::any_of(words.begin(), words.end(), has_control_character))
            {
                refuse_at(item.mark, "an argument holds a control character: remove it");
            }
            note_cut(item);
            spec_.arguments.insert(spec_.arguments.end(), words.begin(), words.end());
        }
    }

    void read_config(const YamlNode& node)
    {
        for (const YamlNode& item : items_of(node, "config", "[\"sv_consistency 1\"]"))
        {
            if (item.kind == Kind::Map)
            {
                refuse_at(item.mark,
                          "a line of config is a text, and a colon makes a map of it: write \"hostname X\" "
                          "rather than \"hostname: X\", or put the line in quotes");
            }
            const std::string& line = string_of(item, "a line of config", spec_.file);
            if (has_control_character(line))
            {
                refuse_at(item.mark, "a line of config holds a control character: "
                                     "write one item for each line, with spaces for tabs");
            }
            note_cut(item);
            spec_.config.push_back(line);
        }
    }

    void note_cut(const YamlNode& item)
    {
        if (auto whole = whole_of_cut(item, lines_))
        {
            spec_.cut.push_back({item.mark, std::move(*whole)});
        }
    }

    void read_overlays(const YamlNode& node)
    {
        const auto& items = items_of(node, "overlays", "[tickrate, competitive/base]");
        for (const YamlNode& item : items)
        {
            if (spec_.overlays.size() == kOverlayLimit)
            {
                refuse_at(item.mark, "too many overlays: there can be 499");
            }
            spec_.overlays.push_back(read_overlay(item, spec_.file));
            require_unique(spec_.overlays.back());
        }
    }

    void require_unique(const SpecOverlay& overlay)
    {
        if (const auto [first, added] = refs_.emplace(overlay.ref, overlay.mark); !added)
        {
            refuse_at(overlay.mark, "the overlay " + shown(overlay.ref) + " stands in " +
                                        place_of(first->second) + " already: remove one of them");
        }
        if (!overlay.alias)
        {
            return;
        }
        if (const auto [first, added] = aliases_.emplace(*overlay.alias, overlay.mark); !added)
        {
            refuse_at(overlay.mark, "the alias " + shown(*overlay.alias) + " is that of the overlay in " +
                                        place_of(first->second) + " already: choose another");
        }
    }

    std::vector<std::string_view> lines_;
    Spec spec_;
    std::map<std::string, Mark> refs_, aliases_;
};
} // namespace

void refuse(const std::string& file, Mark mark, const std::string& sentence, Exit exit)
{
    throw UserError(exit, printable(file) + ':' + std::to_string(mark.line) + ':' +
                              std::to_string(mark.column) + ": " + sentence);
}

Spec parse_spec(std::string_view text, const std::string& file)
{
    if (text.size() > kSpecSizeLimit)
    {
        refuse(file, {1, 1}, "larger than 1 MiB, which is the limit for a spec");
    }
    return SpecReader(text, file).read(read_yaml(text, file));
}
} // namespace left4me
