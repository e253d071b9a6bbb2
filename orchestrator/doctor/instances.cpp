#include "doctor/first_at_fault.hpp"
#include "doctor/overlay_access.hpp"
#include "doctor/ownership.hpp"
#include "doctor/parts.hpp"
#include "doctor/renamed_overlay.hpp"
#include "doctor/runtime.hpp"
#include "doctor/spec_access.hpp"
#include "doctor/strays.hpp"
#include "instance/instance.hpp"
#include "instance/layers.hpp"
#include "instance/mounted.hpp"
#include "instance/ownership.hpp"
#include "instance/remarks.hpp"
#include "instance/staging.hpp"
#include "left4me/error.hpp"
#include "paths.hpp"
#include "system/place.hpp"

#include <set>

#include <unistd.h>

namespace left4me
{
namespace
{
std::optional<Finding> broken_spec(const StateRoot& root, const std::string& name)
{
    std::optional<Spec> spec;
    try
    {
        spec = load_spec(root, name);
        if (!can_reach(root.installation())) // another check's business
        {
            require_overlays(root, *spec);
            return std::nullopt;
        }
        require_stageable(root, *spec);
        return std::nullopt;
    }
    catch (const UserError& error)
    {
        if (!spec && error.exit() == Exit::NoPerm)
        {
            return failure("instances",
                           name + " cannot start: its owner may not read " +
                               path_of_spec(root, name).string(),
                           command_to_have_spec(root, name));
        }
        auto command = spec ? command_to_open(root, *spec) : std::nullopt;
        if (spec && !command)
        {
            command = command_to_rename_back(root, *spec);
        }
        return failure("instances", name + " cannot start: " + error.what(),
                       command.value_or(command_to_edit(root, name)));
    }
}

std::optional<Finding> hardly_meant(const StateRoot& root, const std::string& name)
{
    try
    {
        const std::vector<SpecRemark> remarks = remarks_on(root, load_spec(root, name));
        if (remarks.empty())
        {
            return std::nullopt;
        }
        const SpecRemark& first = remarks.front();
        return warning("instances", name + ": " + first.text,
                       first.overlay.empty() ? command_to_edit(root, name)
                                             : command_to_sort(root, first.overlay, first.too_high));
    }
    catch (const std::exception&) // it was whole a moment ago, and is somebody's work now
    {
        return std::nullopt;
    }
}

std::optional<Finding> broken_env(const StateRoot& root, const std::string& name)
{
    try
    {
        static_cast<void>(read_instance_env(root, name));
        return std::nullopt;
    }
    catch (const std::exception& error)
    {
        return failure("instances", name + " cannot start: " + error.what(), command_with_spec(root, name));
    }
}

std::optional<Finding> anothers_port(const StateRoot& root, const std::string& name)
{
    try
    {
        require_port_of_its_own(root, name, load_spec(root, name));
        return std::nullopt;
    }
    catch (const UserError& error)
    {
        return failure("instances", name + " cannot start: " + error.what(), command_to_edit(root, name));
    }
}

/// It starts all the same.
std::optional<Finding> port_out_of_range(const StateRoot& root, const std::string& name)
{
    try
    {
        require_port_in_range(load_spec(root, name));
        return std::nullopt;
    }
    catch (const UserError& error)
    {
        return warning("instances", name + ": " + error.what(), command_to_edit(root, name));
    }
}

std::optional<Finding> foreign_mount(const StateRoot& root, const std::string& name)
{
    try
    {
        require_no_foreign_mount(root, name);
        return std::nullopt;
    }
    catch (const UserError& error)
    {
        // No command that unmounts: what is at a place of the owner's may be another when root pastes it.
        return failure("instances", name + " cannot start: " + error.what(),
                       "findmnt " + root.merged(name).string());
    }
}

/// What keeps one from starting comes before what is odd in another.
Finding instances(const StateRoot& root, const TimeLimit& limit)
{
    const std::vector<std::string> names = instance_names(root);
    // Of a half deleted one only the rest is there, which is in the way of a new one of its name.
    std::set<std::string> in_use(names.begin(), names.end());
    in_use.merge(half_deleted(root));
    const std::vector<std::string> names_in_use(in_use.begin(), in_use.end());
    if (auto found = first_at_fault(root, names_in_use, anothers_part_of, limit))
    {
        return std::move(*found);
    }
    if (auto found = first_at_fault(root, names_without_instance(root), server_without_instance, limit))
    {
        return std::move(*found);
    }
    for (const Examination examine : {broken_spec, broken_env, anothers_port, foreign_mount, blocked_upper,
                                      port_out_of_range, open_runtime, hardly_meant})
    {
        if (auto found = first_at_fault(root, names, examine, limit))
        {
            return std::move(*found);
        }
    }
    return illegal_name(root).value_or(ok("instances", "every instance could start"));
}

} // namespace

Findings examine_instances(const StateRoot& root)
{
    if (!is_user_or_root() && !is_private(root))
    {
        return {warning("instances", "only " + std::string(paths::kUser) + " and root can read the instances",
                        by_owner(root, "l4d2ctl doctor"))};
    }
    const TimeLimit limit; // of both, since somebody waits for them who has no part in what they find
    return {instances(root, limit), examine_ports(root, limit), examine_overlays(root)};
}
} // namespace left4me
