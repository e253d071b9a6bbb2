#include "overlay/layers.hpp"

#include "common/beneath.hpp"
#include "common/failure.hpp"
#include "common/read.hpp"
#include "common/ref.hpp"

#include <array>
#include <set>

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>

namespace left4me
{
namespace
{
constexpr std::string_view kOverlays = "overlays/";

bool is_installation(std::string_view layer)
{
    constexpr std::string_view kGenerations = "installations/";
    const bool is_generation = layer.starts_with(kGenerations) && is_ref(layer.substr(kGenerations.size()));
    return layer == "installation" || (is_generation && layer.rfind('/') == kGenerations.size() - 1);
}

bool is_overlay_ref(std::string_view layer)
{
    constexpr std::array<std::string_view, 3> kRoots = {kOverlays, "workshop_cache/",
                                                        "global_overlay_cache/"};
    return std::any_of(kRoots.begin(), kRoots.end(),
                       [&](std::string_view top)
                       { return layer.starts_with(top) && is_ref(layer.substr(top.size())); });
}

/// Opens `overlays` at the first layer that lies there.
Fd open_layer(const StateRoot& root, Fd& overlays, const std::string& layer, const std::string& act)
{
    // "/." and O_RDONLY: the owner must be able to search and to list the directory itself, since later on it
    // is looked at with the mounter's rights.
    if (!layer.starts_with(kOverlays))
    {
        return open_beneath(root.dir, layer + "/.", O_RDONLY | O_DIRECTORY, RESOLVE_NO_SYMLINKS, act);
    }
    if (!overlays)
    {
        overlays = open_beneath(root.dir, "overlays", O_PATH | O_DIRECTORY, RESOLVE_NO_SYMLINKS, act);
    }
    return open_beneath(overlays, layer.substr(kOverlays.size()) + "/.", O_RDONLY | O_DIRECTORY, 0, act);
}
} // namespace

std::optional<std::vector<std::string>> parse_layers(std::string_view text)
{
    std::vector<std::string> layers;
    for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n'))
    {
        layers.emplace_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    if (!text.empty() || layers.empty() || layers.size() > kMostLayers || !is_installation(layers.back()) ||
        !std::all_of(layers.begin(), layers.end() - 1, is_overlay_ref))
    {
        return std::nullopt;
    }
    return layers;
}

std::vector<Fd> open_layers(const StateRoot& root, const std::string& instance)
{
    const std::string act = "read the layers of " + instance;
    const Fd file = open_beneath(root.dir, "instances/" + instance + "/layers",
                                 O_RDONLY | O_NONBLOCK | O_NOCTTY, RESOLVE_NO_SYMLINKS, act);
    const auto text = read_small_file(file, act);
    const auto layers = text ? parse_layers(*text) : std::nullopt;
    if (!layers)
    {
        fail(Exit::DataErr, act,
             "it must be a file of at most 64 KiB with 1 to 500 legal lines, the installation last");
    }
    Fd overlays;
    std::vector<Fd> opened;
    std::set<std::pair<dev_t, ino_t>> seen;
    for (const std::string& layer : *layers)
    {
        const std::string open_it = "open layer " + std::to_string(opened.size() + 1) + " of " + instance;
        opened.push_back(open_layer(root, overlays, layer, open_it));
        const struct stat about = look_at(opened.back(), open_it);
        if (!seen.emplace(about.st_dev, about.st_ino).second)
        {
            fail(Exit::DataErr, open_it, "the same directory is a layer already");
        }
    }
    return opened;
}
} // namespace left4me
