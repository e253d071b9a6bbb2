#include "spec/spec_text.hpp"

#include <algorithm>
#include <tuple>

namespace left4me
{
std::string yaml_quoted(const std::string& text)
{
    std::string out = "'";
    for (const char c : text)
    {
        out += c == '\'' ? "''" : std::string(1, c);
    }
    return out + "'";
}

namespace
{
std::string item_of(const SpecOverlay& overlay)
{
    if (!overlay.alias)
    {
        return "  - " + yaml_quoted(overlay.ref) + "\n";
    }
    return "  - path: " + yaml_quoted(overlay.ref) + "\n    alias: " + yaml_quoted(*overlay.alias) + "\n" +
           (overlay.exec ? "    exec: true\n" : "");
}

std::string item_of(const std::string& line)
{
    return "  - " + yaml_quoted(line) + "\n";
}

template <typename Items>
std::string list_of(const std::string& key, const Items& items)
{
    std::string text = items.empty() ? "" : key + ":\n";
    for (const auto& item : items)
    {
        text += item_of(item);
    }
    return text;
}

/// Each option with its values on a line, as people write them.
std::vector<std::string> grouped(const std::vector<std::string>& arguments)
{
    std::vector<std::string> groups;
    for (const std::string& word : arguments)
    {
        const bool begins = word.front() == '-' || word.front() == '+';
        if (begins || groups.empty())
        {
            groups.push_back(word);
            continue;
        }
        groups.back() += " " + word;
    }
    return groups;
}

bool mean_the_same(const Spec& one, const Spec& other)
{
    const auto same_overlay = [](const SpecOverlay& a, const SpecOverlay& b)
    { return std::tie(a.ref, a.alias, a.exec) == std::tie(b.ref, b.alias, b.exec); };
    return std::tie(one.port, one.arguments, one.config) ==
               std::tie(other.port, other.arguments, other.config) &&
           std::equal(one.overlays.begin(), one.overlays.end(), other.overlays.begin(), other.overlays.end(),
                      same_overlay);
}
} // namespace

std::string spec_text(const Spec& spec)
{
    std::string text = "port: " + std::to_string(spec.port) + "\n" + list_of("overlays", spec.overlays) +
                       list_of("arguments", grouped(spec.arguments)) + list_of("config", spec.config);
    const std::string name = "the spec made of " + spec.file;
    if (!mean_the_same(parse_spec(text, name), spec))
    {
        throw UserError(Exit::Software, name + " would not say the same: this is a bug, please report it");
    }
    return text;
}
} // namespace left4me
