#include "instance/ports.hpp"

#include "instance/instance.hpp"
#include "paths.hpp"

#include <set>

namespace left4me
{
namespace
{
using Ports = std::set<std::uint16_t>;

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

/// nullopt, too, where the text cannot name a port of those digits: of a thousand specs nearly none does, and
/// to read each as YAML takes a hundred times as long as to look for them. A port in quotes, which could hide
/// them, is refused.
std::optional<std::uint16_t> port_in_spec(const StateRoot& root, const std::string& name,
                                          std::string_view digits)
{
    return port_unless_broken(
        [&]() -> std::optional<std::uint16_t>
        {
            const auto text = read_spec_text(root, name);
            const bool may = text && text->find(digits) != std::string::npos;
            return may ? std::optional(parse_spec(*text, name).port) : std::nullopt;
        });
}

/// Spec and instance.env differ when a call was killed between writing them: then both ports are taken.
std::optional<std::string> owner_of_port(const StateRoot& root, std::string_view except, std::uint16_t port)
{
    const std::string digits = std::to_string(port);
    for (const std::string& name : instance_names(root))
    {
        if (name != except && (port_in_env(root, name) == port || port_in_spec(root, name, digits) == port))
        {
            return name;
        }
    }
    return std::nullopt;
}

Ports taken_ports(const StateRoot& root)
{
    Ports taken;
    for (const std::string& name : instance_names(root))
    {
        for (const auto& port : {port_in_env(root, name), port_in_spec(root, name, "")})
        {
            if (port)
            {
                taken.insert(*port);
            }
        }
    }
    return taken;
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
} // namespace

void require_free_port(const StateRoot& root, std::string_view name, const Spec& spec, const HostEnv& host)
{
    const std::string subject = "port " + std::to_string(spec.port);
    if (spec.port < host.first_port || spec.port > host.last_port)
    {
        refuse(spec.file, spec.port_mark,
               subject + " is outside the range of " + paths::kHostEnv + ": choose one from " +
                   std::to_string(host.first_port) + " to " + std::to_string(host.last_port));
    }
    if (const auto owner = owner_of_port(root, name, spec.port))
    {
        refuse(spec.file, spec.port_mark,
               subject + " is that of the instance " + *owner + ": choose another, " +
                   suggestion(taken_ports(root), host));
    }
}
} // namespace left4me
