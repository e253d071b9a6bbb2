#include "instance/layers.hpp"

#include "instance/beneath.hpp"
#include "instance/directory.hpp"
#include "instance/failure.hpp"
#include "instance/layer_set.hpp"
#include "instance/layers_file.hpp"
#include "instance/overlay.hpp"
#include "spec/text.hpp"
#include "system/place.hpp"

#include <cerrno>

#include <fcntl.h>

namespace left4me
{
namespace
{
constexpr std::size_t kLayersLimit = 64 * std::size_t{1024};
constexpr char kLayersFile[] = "layers";
constexpr char kInstallation[] = "installation";

/// `installation` itself, or what the symlink of that name says, where it is of the one form allowed.
std::string installation_layer(const StateRoot& root)
{
    std::error_code error;
    if (!std::filesystem::is_symlink(std::filesystem::symlink_status(root.installation(), error)))
    {
        return kInstallation;
    }
    std::string target = std::filesystem::read_symlink(root.installation(), error).string();
    if (error || target == kInstallation || !is_installation_layer(target))
    {
        throw UserError(Exit::DataErr,
                        root.installation().string() +
                            " must be a directory or a symlink to installations/GENERATION: make it "
                            "so with ln -sfnT installations/GENERATION " +
                            root.installation().string());
    }
    return target;
}

Directory open_installation(const StateRoot& root, const std::string& layer)
{
    const std::filesystem::path path = root.path() / layer;
    Fd fd = open_place(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
    if (!fd && errno == ENOENT)
    {
        throw UserError(Exit::NoInput, "there is no installation in " + printable(path.string()) +
                                           ": l4d2ctl doctor says how to get one");
    }
    if (!fd)
    {
        fail_to_read("open the installation " + path.string(), errno);
    }
    return {std::move(fd), path};
}

/// nullopt where it cannot be read, whatever it may be.
std::optional<std::string> read_layers_text(const StateRoot& root, std::string_view name)
{
    try
    {
        const auto dir = find_directory(root.instance(name));
        return dir ? read_file(*dir, kLayersFile, kLayersLimit) : std::nullopt;
    }
    catch (const UserError&)
    {
        return std::nullopt;
    }
}
} // namespace

std::vector<std::string> resolve_layers(const StateRoot& root, const Spec& spec)
{
    LayerSet set;
    std::vector<std::string> layers;
    const auto add = [&](const std::string& layer, const Directory& dir)
    {
        set.add(layer, dir);
        layers.push_back(layer);
    };
    if (!spec.overlays.empty())
    {
        const Directory overlays = open_overlays(root);
        for (const SpecOverlay& overlay : spec.overlays)
        {
            add("overlays/" + overlay.ref, open_overlay(overlays, spec, overlay));
        }
    }
    const std::string installation = installation_layer(root);
    add(installation, open_installation(root, installation));
    set.require_disjoint();
    return layers;
}

void require_overlays(const StateRoot& root, const Spec& spec)
{
    if (spec.overlays.empty())
    {
        return;
    }
    LayerSet set;
    const Directory overlays = open_overlays(root);
    for (const SpecOverlay& overlay : spec.overlays)
    {
        set.add("overlays/" + overlay.ref, open_overlay(overlays, spec, overlay));
    }
    set.require_disjoint();
}

void write_layers(const StateRoot& root, std::string_view name, const std::vector<std::string>& layers)
{
    const std::string text = format_layers(layers);
    if (text.size() > kLayersLimit)
    {
        throw UserError(Exit::DataErr,
                        "the names of the overlays are longer than 64 KiB together: shorten them");
    }
    const auto dir = find_directory(root.instance(name));
    if (!dir)
    {
        throw UserError(Exit::NoInput, "there is no instance " + std::string(name));
    }
    write_file(*dir, kLayersFile, text, kPublicFile);
}

std::optional<std::vector<std::string>> read_layers(const StateRoot& root, std::string_view name)
{
    const auto text = read_layers_text(root, name);
    return text ? parse_layers(*text) : std::nullopt;
}

std::optional<std::string> read_installation_layer(const StateRoot& root, std::string_view name)
{
    const std::string text = read_layers_text(root, name).value_or("");
    const std::size_t end = text.find_last_not_of('\n');
    const std::size_t before = end == std::string::npos ? end : text.rfind('\n', end);
    // Five hundred of others in each of many instances would take root's time.
    const auto last = parse_layers(before == std::string::npos ? text : text.substr(before + 1));
    return last ? std::optional(last->back()) : std::nullopt;
}
} // namespace left4me
