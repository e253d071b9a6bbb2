#include "spec/spec_overlay.hpp"

#include "spec/name.hpp"
#include "spec/spec_key.hpp"
#include "spec/text.hpp"

namespace left4me
{
namespace
{
using Kind = YamlNode::Kind;

std::string ref_of(const YamlNode& node, const std::string& file)
{
    const std::string& ref = string_of(node, "an overlay", file);
    if (!is_overlay_ref(ref))
    {
        refuse(file, node.mark,
               shown(ref) + " is no overlay: write a path below overlays/ without . or .. and without "
                            "a slash at either end, such as competitive/base");
    }
    return ref;
}

std::string alias_of(const YamlNode& node, const std::string& file)
{
    const std::string& alias = string_of(node, "alias", file);
    if (!is_alias(alias))
    {
        refuse(file, node.mark, "alias must be 1 to 64 of the characters a-z 0-9 _ -, such as overlay_7");
    }
    return alias;
}

bool boolean_of(const YamlNode& node, const std::string& file)
{
    const bool yes = node.text == "true" || node.text == "True" || node.text == "TRUE";
    const bool no = node.text == "false" || node.text == "False" || node.text == "FALSE";
    if (node.kind != Kind::Plain || yes == no)
    {
        refuse(file, node.mark, "exec must be true or false");
    }
    return yes;
}

void read_entry(const YamlEntry& entry, const std::string& file, SpecOverlay& overlay)
{
    if (entry.key == "path")
    {
        overlay.ref = ref_of(entry.value, file);
        overlay.mark = entry.value.mark;
    }
    else if (entry.key == "alias")
    {
        overlay.alias = alias_of(entry.value, file);
    }
    else if (entry.key == "exec")
    {
        overlay.exec = boolean_of(entry.value, file);
    }
    else if (!is_note(entry.key))
    {
        refuse_unknown_key(entry, {"path", "alias", "exec"}, "an overlay", file);
    }
}

SpecOverlay overlay_of_map(const YamlNode& node, const std::string& file)
{
    SpecOverlay overlay;
    for (const YamlEntry& entry : node.entries)
    {
        read_entry(entry, file, overlay);
    }
    if (overlay.ref.empty())
    {
        refuse(file, node.mark, "the overlay has no path: add one, such as \"path: competitive/base\"");
    }
    if (overlay.exec && !overlay.alias)
    {
        refuse(file, node.mark,
               "exec needs an alias, for the file server_ALIAS.cfg: add one, such as \"alias: maps\"");
    }
    return overlay;
}
} // namespace

SpecOverlay read_overlay(const YamlNode& node, const std::string& file)
{
    if (node.kind == Kind::Map)
    {
        return overlay_of_map(node, file);
    }
    SpecOverlay overlay;
    overlay.ref = ref_of(node, file);
    overlay.mark = node.mark;
    return overlay;
}

const std::string& string_of(const YamlNode& node, std::string_view what, const std::string& file)
{
    if (node.kind != Kind::Plain && node.kind != Kind::Quoted)
    {
        refuse(file, node.mark,
               std::string(what) + " must be a text: put it in quotes if it holds special characters");
    }
    return node.text;
}
} // namespace left4me
