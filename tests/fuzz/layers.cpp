// instances/NAME/layers, which l4d2ctl writes and the root helper reads as hostile input.
#include "helper_side.hpp"
#include "instance/layers_file.hpp"
#include "system/terminal_text.hpp"
#include "target.hpp"

#include <algorithm>

namespace left4me::fuzz
{
namespace
{
bool stays_below(std::string_view layer)
{
    const std::string framed = "/" + std::string(layer) + "/";
    constexpr std::string_view kEscapes[] = {"//", "/./", "/../"};
    return std::none_of(std::begin(kEscapes), std::end(kEscapes),
                        [&](std::string_view escape) { return framed.find(escape) != std::string::npos; });
}

/// for_terminal() decodes UTF-8 in its own way, and leaves alone what is plain.
bool is_plain(const std::string& layer)
{
    return layer.find_first_of("\n\t") == std::string::npos && for_terminal(layer) == layer;
}

bool has_legal_top(std::string_view layer, bool last)
{
    constexpr std::string_view kTops[] = {"overlays/", "workshop_cache/", "global_overlay_cache/"};
    const bool generation =
        layer.starts_with("installations/") && std::count(layer.begin(), layer.end(), '/') == 1;
    return last ? layer == "installation" || generation
                : std::any_of(std::begin(kTops), std::end(kTops),
                              [&](std::string_view top) { return layer.starts_with(top); });
}
} // namespace

void try_input(std::string_view input)
{
    const auto layers = helper_side::parse_layers(input);
    require(layers == parse_layers(input), "helper and orchestrator read the same layers");
    if (!layers)
    {
        return;
    }
    require(!layers->empty() && layers->size() <= 500, "there are 1 to 500 layers");
    for (const std::string& layer : *layers)
    {
        require(stays_below(layer), "a layer is relative, and has no empty component, no . and no ..");
        require(is_plain(layer), "a layer is UTF-8 without control characters");
        require(
            has_legal_top(layer, &layer == &layers->back()),
            "a layer lies in one of the overlays' roots, and the last, and only that, is an installation");
    }
    require(format_layers(*layers) == input, "a layers file has one form");
}
} // namespace left4me::fuzz
