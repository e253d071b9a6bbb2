#include "instance/ports.hpp"

#include "instance/instance.hpp"
#include "paths.hpp"

#include <map>

namespace left4me
{
namespace
{
using Owners = std::map<std::uint16_t, std::string>;

/// Another instance's broken files are its own affair and must not keep this one from being made.
template <typename Read>
void note(Owners& owners, const std::string& name, Read read)
{
    try
    {
        owners.emplace(read().port, name);
    }
    catch (const UserError&)
    {
        return;
    }
}

/// Spec and instance.env differ when a call was killed between writing them: then both ports are taken.
Owners owners_of_ports(const StateRoot& root, std::string_view except)
{
    Owners owners;
    for (const std::string& name : instance_names(root))
    {
        if (name != except)
        {
            note(owners, name, [&] { return read_instance_env(root, name); });
            note(owners, name, [&] { return load_spec(root, name); });
        }
    }
    return owners;
}

std::string suggestion(const Owners& owners, const HostEnv& host)
{
    for (unsigned port = host.first_port; port <= host.last_port; ++port)
    {
        if (owners.count(static_cast<std::uint16_t>(port)) == 0 && port >= 27015)
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
    const Owners owners = owners_of_ports(root, name);
    if (const auto taken = owners.find(spec.port); taken != owners.end())
    {
        refuse(spec.file, spec.port_mark,
               subject + " is that of the instance " + taken->second + ": choose another, " +
                   suggestion(owners, host));
    }
}
} // namespace left4me
