#include "system/ports.hpp"

#include "doctor/first_at_fault.hpp"
#include "doctor/parts.hpp"
#include "doctor/spec_access.hpp"
#include "instance/instance.hpp"
#include "instance/instance_env.hpp"
#include "instance/mounted.hpp"

#include <map>

namespace left4me
{
namespace
{
std::optional<Finding> held_port(const StateRoot& root, const std::string& name, std::uint16_t port)
{
    const auto holder = mounted_as_far_as_known(root, name).value_or(true) ? std::nullopt : port_holder(port);
    return holder ? std::optional(warning("ports", name + " is stopped, and " + *holder,
                                          "stop that, or give " + name +
                                              " another port: " + command_to_edit(root, name)))
                  : std::nullopt;
}

/// Of a directory that somebody has copied; initialize refuses such a port.
Finding common_port(const StateRoot& root, const std::string& first, const std::string& second,
                    std::uint16_t port)
{
    return failure("ports",
                   first + " and " + second + " have one port, " + std::to_string(port) +
                       ", so that only one of them can run",
                   command_to_edit(root, second));
}
} // namespace

Finding examine_ports(const StateRoot& root, const TimeLimit& limit)
{
    std::map<std::uint16_t, std::string> owners;
    std::optional<Finding> held;
    for (const std::string& name : instance_names(root))
    {
        if (limit.is_over())
        {
            return held.value_or(unfinished(root, "ports", name));
        }
        const auto port = port_of(root, name); // nullopt is another check's business
        if (const auto owner = port ? owners.find(*port) : owners.end(); owner != owners.end())
        {
            return common_port(root, owner->second, name, *port);
        }
        if (port)
        {
            owners.emplace(*port, name);
            held = held ? held : held_port(root, name, *port);
        }
    }
    return held.value_or(
        ok("ports", "each instance has a port of its own, and those of stopped ones are free"));
}
} // namespace left4me
