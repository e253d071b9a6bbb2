#include "instance/remarks.hpp"

#include "instance/beneath.hpp"
#include "instance/overlay.hpp"
#include "spec/text.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include <fcntl.h>

namespace left4me
{
namespace
{
// https://developer.valvesoftware.com/wiki/Command_Line_Options
constexpr std::array<std::string_view, 4> kPortArguments = {"-port", "+port", "-hostport", "+hostport"};
// Directories of the game's that an overlay brings files for.
constexpr std::array<const char*, 9> kGameDirectories = {
    "addons", "cfg", "maps", "materials", "missions", "models", "scripts", "particles", "sound"};

std::optional<std::string> remark_on_port(const Spec& spec)
{
    const auto word = std::find_first_of(spec.arguments.begin(), spec.arguments.end(), kPortArguments.begin(),
                                         kPortArguments.end());
    if (word == spec.arguments.end())
    {
        return std::nullopt;
    }
    return "arguments hold " + *word + ", so the game may listen on another port than " +
           std::to_string(spec.port) + ", where l4d2ctl looks for it: set port instead";
}

class OverlayLook
{
public:
    explicit OverlayLook(const StateRoot& root) : overlays_(open_overlays(root)) {}

    [[nodiscard]] bool has(const SpecOverlay& overlay, const std::string& path) const
    {
        return static_cast<bool>(open_beneath(overlays_.fd, overlay.ref + "/" + path, O_PATH));
    }
    [[nodiscard]] std::string shown_path(const SpecOverlay& overlay, const std::string& path) const
    {
        return overlays_.shown(overlay.ref + "/" + path);
    }

private:
    Directory overlays_;
};

std::optional<std::string> remark_on_place(const OverlayLook& look, const SpecOverlay& overlay)
{
    if (look.has(overlay, "left4dead2"))
    {
        return std::nullopt;
    }
    const auto* const beside = std::find_if(kGameDirectories.begin(), kGameDirectories.end(),
                                            [&](const char* name) { return look.has(overlay, name); });
    if (beside == kGameDirectories.end())
    {
        return std::nullopt;
    }
    return "the overlay " + shown(overlay.ref) + " has " + *beside +
           ", but no left4dead2, where the game looks for it: " + "move it to " +
           look.shown_path(overlay, std::string("left4dead2/") + *beside);
}

std::optional<std::string> remark_on_exec(const OverlayLook& look, const SpecOverlay& overlay)
{
    if (!overlay.exec || look.has(overlay, "left4dead2/cfg/server.cfg"))
    {
        return std::nullopt;
    }
    return "the overlay " + shown(overlay.ref) + " is to be executed, but has no left4dead2/cfg/server.cfg";
}
} // namespace

std::vector<std::string> remarks_on(const StateRoot& root, const Spec& spec)
{
    std::vector<std::string> remarks;
    const auto add = [&](std::optional<std::string> remark)
    {
        if (remark)
        {
            remarks.push_back(std::move(*remark));
        }
    };
    add(remark_on_port(spec));
    if (spec.overlays.empty())
    {
        return remarks;
    }
    const OverlayLook look(root);
    for (const SpecOverlay& overlay : spec.overlays)
    {
        add(remark_on_place(look, overlay));
        add(remark_on_exec(look, overlay));
    }
    return remarks;
}
} // namespace left4me
