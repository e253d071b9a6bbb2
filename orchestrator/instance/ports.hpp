// Which ports the instances have. Inner header of this room.
#pragma once

#include "instance/host_env.hpp"
#include "instance/port_index.hpp"
#include "instance/state_root.hpp"
#include "spec/spec.hpp"

namespace left4me
{
/// UserError(DataErr) with the place in the spec when its port is outside host.env's range, or is that of
/// another instance than `name`. Looks into the files of each, as far as five seconds go,
/// and changes nothing.
void require_free_port(const StateRoot& root, const std::string& name, const Spec& spec, const HostEnv& host);

/// UserError(DataErr) with the place in the spec when its port is outside host.env's range.
void require_port_in_range(const Spec& spec, const HostEnv& host);

/// Refuses as require_free_port does, by the index, or else claims the port. Only while the registry is
/// locked.
void claim_port(const StateRoot& root, PortIndex& index, const std::string& name, const Spec& spec,
                const HostEnv& host);

/// Before the instance is removed. Only while the registry is locked.
void release_port(const StateRoot& root, PortIndex& index, const std::string& name);

/// Before instance.env is derived from a spec that somebody edited: has all claims looked up again unless it
/// has that port already. Locks the registry.
void forget_ports_unless(const StateRoot& root, const std::string& name, std::uint16_t port);
} // namespace left4me
