#include "instance/ports.hpp"

#include "instance/instance.hpp"
#include "instance/instance_lock.hpp"
#include "paths.hpp"
#include "system/time_limit.hpp"

#include <algorithm>
#include <map>

namespace left4me
{
namespace
{
using Ports = std::map<std::uint16_t, std::string>; // port → instance

/// Another instance's broken files are its own affair and must not keep this one from being made.
template <typename Read>
std::optional<std::uint16_t> port_unless_broken(Read read)
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

std::optional<std::uint16_t> port_in_env(const StateRoot& root, const std::string& name)
{
    return port_unless_broken([&] { return std::optional(read_instance_env(root, name).port); });
}

std::optional<std::uint16_t> port_in_spec(const StateRoot& root, const std::string& name)
{
    return port_unless_broken(
        [&]
        {
            const auto text = read_spec_text(root, name);
            return text ? std::optional(parse_spec(*text, name).port) : std::nullopt;
        });
}

/// Spec and instance.env differ when a call was killed between writing them: then both ports are taken.
bool has_port(const StateRoot& root, const std::string& name, std::uint16_t port)
{
    return port_in_env(root, name) == port || port_in_spec(root, name) == port;
}

/// Where somebody has made one port that of two instances, `last` is not the one that counts.
Ports taken_ports(const StateRoot& root, const std::string& last, std::optional<TimeLimit> limit = {})
{
    Ports taken;
    std::vector<std::string> names = instance_names(root);
    std::stable_partition(names.begin(), names.end(), [&](const std::string& name) { return name != last; });
    for (const std::string& name : names)
    {
        if (limit && limit->is_over())
        {
            break;
        }
        for (const auto& port : {port_in_env(root, name), port_in_spec(root, name)})
        {
            if (port)
            {
                taken.emplace(*port, name);
            }
        }
    }
    return taken;
}

/// The instance other than `name` that has the port.
std::optional<std::string> other_owner_of(const StateRoot& root, PortIndex& index, const std::string& name,
                                          std::uint16_t port)
{
    const auto is_true = [&](const std::optional<std::string>& owner)
    { return !owner || *owner == name || has_port(root, *owner, port); };
    if (!index.is_current() || !is_true(index.owner_of(port)))
    {
        index.rebuild(taken_ports(root, name));
    }
    const auto owner = index.owner_of(port);
    return owner == name ? std::nullopt : owner;
}

std::string suggestion(const Ports& taken, const HostEnv& host)
{
    for (unsigned port = host.first_port; port <= host.last_port; ++port)
    {
        if (taken.count(static_cast<std::uint16_t>(port)) == 0 && port >= 27015)
        {
            return "such as " + std::to_string(port);
        }
    }
    return "from the range in " + std::string(paths::kHostEnv);
}

std::string subject(const Spec& spec)
{
    return "port " + std::to_string(spec.port);
}

[[noreturn]] void refuse_port_of(const std::string& owner, const Spec& spec, const Ports& taken,
                                 const HostEnv& host)
{
    refuse(spec.file, spec.port_mark,
           subject(spec) + " is that of the instance " + owner + ": choose another, " +
               suggestion(taken, host));
}
} // namespace

void require_port_in_range(const Spec& spec, const HostEnv& host)
{
    if (spec.port < host.first_port || spec.port > host.last_port)
    {
        refuse(spec.file, spec.port_mark,
               subject(spec) + " is outside the range of " + paths::kHostEnv + ": choose one from " +
                   std::to_string(host.first_port) + " to " + std::to_string(host.last_port));
    }
}

void require_free_port(const StateRoot& root, const std::string& name, const Spec& spec, const HostEnv& host)
{
    require_port_in_range(spec, host);
    const Ports taken = taken_ports(root, name, TimeLimit());
    const auto owner = taken.find(spec.port);
    if (owner != taken.end() && owner->second != name)
    {
        refuse_port_of(owner->second, spec, taken, host);
    }
}

void claim_port(const StateRoot& root, PortIndex& index, const std::string& name, const Spec& spec,
                const HostEnv& host)
{
    require_port_in_range(spec, host);
    if (const auto owner = other_owner_of(root, index, name, spec.port))
    {
        refuse_port_of(*owner, spec, taken_ports(root, name), host);
    }
    index.claim(spec.port, name);
}

void release_port(const StateRoot& root, PortIndex& index, const std::string& name)
{
    if (const auto port = port_in_env(root, name))
    {
        index.release(*port, name);
    }
}

void forget_ports_unless(const StateRoot& root, const std::string& name, std::uint16_t port)
{
    if (port_in_env(root, name) != port)
    {
        const Fd registry = lock_registry(root);
        const Directory instances = make_state_directory(root.instances());
        PortIndex(instances).forget();
    }
}
} // namespace left4me
