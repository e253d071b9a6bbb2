#include "doctor/renamed_overlay.hpp"

#include "doctor/parts.hpp"
#include "doctor/shell_word.hpp"
#include "instance/instance.hpp"
#include "instance/overlay_refs.hpp"
#include "left4me/error.hpp"
#include "system/place.hpp"
#include "system/time_limit.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>

#include <fcntl.h>

namespace left4me
{
namespace
{
constexpr std::chrono::seconds kForHint{1};

bool names_overlay(const StateRoot& root, const std::string& instance, const std::string& ref)
{
    try
    {
        const Spec spec = load_spec(root, instance);
        return std::any_of(spec.overlays.begin(), spec.overlays.end(),
                           [&](const SpecOverlay& overlay) { return overlay.ref == ref; });
    }
    catch (const UserError&) // it names nothing that it could start with
    {
        return false;
    }
}

/// One that could not be asked in time may.
bool does_any_spec_name(const StateRoot& root, const std::string& ref, const TimeLimit& limit)
{
    const std::vector<std::string> names = instance_names(root);
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& name)
                       { return limit.is_over() || names_overlay(root, name, ref); });
}

bool is_missing(const StateRoot& root, const SpecOverlay& overlay)
{
    return !open_place(root.overlays() / overlay.ref, O_PATH) && errno == ENOENT;
}
} // namespace

std::optional<std::string> command_to_rename_back(const StateRoot& root, const Spec& spec)
{
    const TimeLimit limit(kForHint);
    const auto missing = std::find_if(spec.overlays.begin(), spec.overlays.end(),
                                      [&](const SpecOverlay& overlay)
                                      { return limit.is_over() || is_missing(root, overlay); });
    const auto renamed = missing == spec.overlays.end() || limit.is_over()
                             ? std::nullopt
                             : renamed_overlay(missing->ref, overlay_refs(root, limit));
    if (!renamed || does_any_spec_name(root, *renamed, limit))
    {
        return std::nullopt;
    }
    return by_owner(root, "mv -nT " + shell_word((root.overlays() / *renamed).string()) + " " +
                              shell_word((root.overlays() / missing->ref).string()));
}
} // namespace left4me
