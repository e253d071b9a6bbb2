#include "doctor/overlay_access.hpp"
#include "doctor/parts.hpp"
#include "instance/instance.hpp"
#include "left4me/error.hpp"
#include "paths.hpp"
#include "system/time_limit.hpp"

#include <set>
#include <utility>

#include <unistd.h>

namespace left4me
{
namespace
{
/// The name of an instance and one of its overlays, each overlay once.
using UsedOverlay = std::pair<std::string, SpecOverlay>;

void add_overlays_of(const StateRoot& root, const std::string& name, std::set<std::string>& seen,
                     std::vector<UsedOverlay>& used)
{
    try
    {
        for (const SpecOverlay& overlay : load_spec(root, name).overlays)
        {
            if (seen.insert(overlay.ref).second)
            {
                used.emplace_back(name, overlay);
            }
        }
    }
    catch (const UserError&) // another check's business
    {
    }
}

std::vector<UsedOverlay> used_overlays(const StateRoot& root, const TimeLimit& limit)
{
    std::set<std::string> seen;
    std::vector<UsedOverlay> used;
    for (const std::string& name : instance_names(root))
    {
        if (!limit.is_over())
        {
            add_overlays_of(root, name, seen, used);
        }
    }
    return used;
}
} // namespace

Finding examine_overlays(const StateRoot& root)
{
    if (::geteuid() == 0)
    {
        return ok("overlays", "root can read every overlay, which says nothing of " +
                                  std::string(paths::kUser) + ": " + by_owner(root, "l4d2ctl doctor"));
    }
    const TimeLimit limit;
    for (const auto& [name, overlay] : used_overlays(root, limit))
    {
        if (const auto closed = closed_below(root, overlay, limit))
        {
            return warning("overlays", name + " lacks what it may not read: " + closed->path,
                           closed->command);
        }
    }
    return ok("overlays", limit.is_over() ? "as many overlays as can be looked at in five seconds can be read"
                                          : "the overlays that instances have can be read");
}
} // namespace left4me
