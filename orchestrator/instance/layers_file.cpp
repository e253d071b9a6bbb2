#include "instance/layers_file.hpp"

#include "spec/name.hpp"

#include <algorithm>
#include <array>

namespace left4me
{
namespace
{
constexpr std::size_t kLayerLimit = 500;
constexpr std::string_view kGenerations = "installations/";
constexpr std::array<std::string_view, 3> kOverlayRoots = {"overlays/", "workshop_cache/",
                                                           "global_overlay_cache/"};

bool begins_with(std::string_view text, std::string_view prefix)
{
    return text.substr(0, prefix.size()) == prefix;
}

bool is_overlay(std::string_view layer)
{
    return std::any_of(kOverlayRoots.begin(), kOverlayRoots.end(),
                       [&](std::string_view base)
                       { return begins_with(layer, base) && is_overlay_ref(layer.substr(base.size())); });
}
} // namespace

bool is_installation_layer(std::string_view layer)
{
    if (layer == "installation")
    {
        return true;
    }
    const std::string_view generation = layer.substr(std::min(kGenerations.size(), layer.size()));
    return begins_with(layer, kGenerations) && is_overlay_ref(generation) &&
           generation.find('/') == std::string_view::npos;
}

std::string format_layers(const std::vector<std::string>& layers)
{
    std::string text;
    for (const std::string& layer : layers)
    {
        text += layer + "\n";
    }
    return text;
}

std::optional<std::vector<std::string>> parse_layers(std::string_view text)
{
    std::vector<std::string> layers;
    for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n'))
    {
        layers.emplace_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    const bool complete = text.empty() && !layers.empty() && layers.size() <= kLayerLimit;
    if (!complete || !is_installation_layer(layers.back()) ||
        !std::all_of(layers.begin(), layers.end() - 1, is_overlay))
    {
        return std::nullopt;
    }
    return layers;
}
} // namespace left4me
