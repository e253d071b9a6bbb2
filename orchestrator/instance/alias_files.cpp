#include "instance/alias_files.hpp"

#include "spec/name.hpp"

#include <algorithm>

namespace left4me
{
namespace
{
constexpr char kList[] = "staged";
constexpr std::size_t kListLimit =
    1024 * std::size_t{1024}; // calls that are killed leave it longer and longer
constexpr std::string_view kAliasPrefix = "server_";
constexpr std::string_view kSuffix = ".cfg";

template <typename Visit>
void for_each_alias(const StateRoot& root, const Spec& spec, Visit visit)
{
    std::optional<Directory> overlays;
    for (const SpecOverlay& overlay : spec.overlays)
    {
        if (!overlay.alias)
        {
            continue;
        }
        overlays = overlays ? std::move(overlays) : open_overlays(root);
        if (auto text = read_overlay_cfg(*overlays, spec, overlay))
        {
            visit(*overlay.alias, std::move(*text));
        }
    }
}
} // namespace

std::string alias_file_name(const std::string& alias)
{
    return std::string(kAliasPrefix) + alias + std::string(kSuffix);
}

std::optional<std::string> alias_of_file(std::string_view file_name)
{
    const std::size_t around = kAliasPrefix.size() + kSuffix.size();
    if (file_name.size() <= around || file_name.substr(0, kAliasPrefix.size()) != kAliasPrefix ||
        file_name.substr(file_name.size() - kSuffix.size()) != kSuffix)
    {
        return std::nullopt;
    }
    const std::string_view alias = file_name.substr(kAliasPrefix.size(), file_name.size() - around);
    return is_alias(alias) ? std::optional<std::string>(alias) : std::nullopt;
}

std::map<std::string, std::string> read_aliases(const StateRoot& root, const Spec& spec)
{
    std::map<std::string, std::string> texts;
    for_each_alias(root, spec,
                   [&](const std::string& alias, std::string text)
                   { texts.emplace(alias, std::move(text)); });
    return texts;
}

void require_readable_aliases(const StateRoot& root, const Spec& spec)
{
    for_each_alias(root, spec, [](const std::string& /*alias*/, const std::string& /*text*/) {});
}

std::vector<std::string> read_staged(const Directory& runtime)
{
    const auto list = read_file(runtime, kList, kListLimit);
    std::vector<std::string> names;
    std::string_view rest = list ? std::string_view(*list) : std::string_view();
    for (std::size_t end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n'))
    {
        if (alias_of_file(rest.substr(0, end)))
        {
            names.emplace_back(rest.substr(0, end));
        }
        rest.remove_prefix(end + 1);
    }
    return names;
}

void write_staged(const Directory& runtime, std::vector<std::string> file_names)
{
    std::sort(file_names.begin(), file_names.end());
    file_names.erase(std::unique(file_names.begin(), file_names.end()), file_names.end());
    std::string text;
    for (const std::string& name : file_names)
    {
        text += name + "\n";
    }
    write_file(runtime, kList, text, kPublicFile);
}
} // namespace left4me
