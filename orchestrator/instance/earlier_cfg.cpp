#include "instance/earlier_cfg.hpp"

#include "instance/alias_files.hpp"
#include "instance/beneath.hpp"
#include "instance/directory.hpp"
#include "instance/overlay.hpp"
#include "instance/runtime_tree.hpp"
#include "instance/tree.hpp"
#include "spec/place.hpp"
#include "spec/text.hpp"

#include <algorithm>
#include <map>

#include <fcntl.h>

namespace left4me
{
namespace
{
constexpr char kStagedCfg[] = "server.cfg";

/// Lines as a spec can hold them: the game takes a tab for a space, and no carriage return for anything.
std::string plain_line(std::string_view line)
{
    std::string plain(line.substr(0, line.size() - (!line.empty() && line.back() == '\r' ? 1 : 0)));
    std::replace(plain.begin(), plain.end(), '\t', ' ');
    return plain;
}

std::vector<std::string> lines_of(std::string_view text, const std::string& file)
{
    constexpr char kMend[] = ": mend it there, then adopt again";
    if (const std::size_t at = first_invalid_utf8(text); at < text.size())
    {
        refuse(file, place_of_byte(text, at), std::string("not UTF-8") + kMend);
    }
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();)
    {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.push_back(plain_line(text.substr(at, end - at)));
        if (has_control_character(lines.back()))
        {
            refuse(file, place_of_byte(text, at), std::string("this line holds a control character") + kMend);
        }
        at = end + 1;
    }
    return lines;
}

/// What is not there or may not be read is known by nobody, and stays as it is.
template <typename Read>
std::optional<std::string> unless_refused(Read read)
{
    try
    {
        return read();
    }
    catch (const UserError&)
    {
        return std::nullopt;
    }
}

std::vector<std::string> names_in_cfg(const Directory& runtime)
{
    const std::string path = "upper/left4dead2/cfg";
    Fd fd = open_on_same_mount(runtime.fd, path, O_RDONLY | O_DIRECTORY);
    std::vector<std::string> names;
    if (fd)
    {
        names = entries_of(Directory{std::move(fd), runtime.path / path});
    }
    std::sort(names.begin(), names.end());
    return names;
}

/// Alias files and overlays whose server.cfg have one and the same text.
struct Twins
{
    std::vector<std::string> aliases;
    std::vector<SpecOverlay*> overlays;
};

using TwinsOfTexts = std::map<std::string, Twins>;

TwinsOfTexts alias_files_in(const Directory& runtime)
{
    TwinsOfTexts twins;
    for (const std::string& name : names_in_cfg(runtime))
    {
        const auto alias = alias_of_file(name);
        if (!alias)
        {
            continue;
        }
        const auto text = unless_refused([&] { return read_upper_cfg(runtime, name); });
        twins[text.value_or("")].aliases.push_back(*alias);
    }
    return twins;
}

void add_overlays(const StateRoot& root, Spec& spec, TwinsOfTexts& twins)
{
    for (SpecOverlay& overlay : spec.overlays)
    {
        const auto text =
            unless_refused([&] { return read_overlay_cfg(open_overlays(root), spec, overlay); });
        if (const auto found = twins.find(text.value_or("")); found != twins.end())
        {
            found->second.overlays.push_back(&overlay);
        }
    }
}

/// Sure is only what is one file and one overlay; that nothing is the same as nothing says nothing. Returns
/// the other files.
std::vector<std::string> give_aliases(const TwinsOfTexts& twins)
{
    std::vector<std::string> others;
    for (const auto& [text, same] : twins)
    {
        if (!text.empty() && same.aliases.size() == 1 && same.overlays.size() == 1)
        {
            same.overlays.front()->alias = same.aliases.front();
            continue;
        }
        std::transform(same.aliases.begin(), same.aliases.end(), std::back_inserter(others), alias_file_name);
    }
    std::sort(others.begin(), others.end());
    return others;
}

/// The first lines, as far as staging would write just these from exec. Anywhere else exec lines stay lines
/// of config, which comes to the same.
void turn_lines_into_exec(Spec& spec)
{
    auto line = spec.config.begin();
    for (auto overlay = spec.overlays.rbegin(); overlay != spec.overlays.rend(); ++overlay)
    {
        const std::string wanted = overlay->alias ? "exec " + alias_file_name(*overlay->alias) : "";
        overlay->exec =
            line != spec.config.end() && overlay->alias && (*line == wanted || *line + ".cfg" == wanted);
        line += overlay->exec ? 1 : 0;
    }
    spec.config.erase(spec.config.begin(), line);
}
} // namespace

std::vector<std::string> take_staged_cfg(const StateRoot& root, std::string_view name, Spec& spec)
{
    const auto runtime = find_directory(root.runtime(name));
    const auto text = runtime ? read_upper_cfg(*runtime, kStagedCfg) : std::nullopt;
    if (!text)
    {
        return {"there is no server.cfg in its upper, so its spec has no config"};
    }
    spec.config = lines_of(*text, (runtime->path / "upper/left4dead2/cfg" / kStagedCfg).string());
    TwinsOfTexts twins = alias_files_in(*runtime);
    add_overlays(root, spec, twins);
    std::vector<std::string> remarks;
    for (const std::string& file : give_aliases(twins))
    {
        remarks.push_back(file +
                          " stays in its upper as it is, since it is no copy of one overlay's server.cfg");
    }
    turn_lines_into_exec(spec);
    return remarks;
}
} // namespace left4me
