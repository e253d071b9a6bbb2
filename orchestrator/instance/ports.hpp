// Which ports the instances have. Inner header of this room.
#pragma once

#include "instance/host_env.hpp"
#include "instance/state_root.hpp"
#include "spec/spec.hpp"

namespace left4me
{
/// UserError(DataErr) with the place in the spec when its port is outside host.env's range, or is that of
/// another instance than `name`. Only sure while the registry is locked.
void require_free_port(const StateRoot& root, std::string_view name, const Spec& spec, const HostEnv& host);
} // namespace left4me
