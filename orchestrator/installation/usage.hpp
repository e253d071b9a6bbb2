// Which instances are mounted from which installation.
#pragma once

#include "instance/state_root.hpp"

#include <map>
#include <string>
#include <vector>

namespace left4me
{
/// The last layer of each instance's layers file ("installation" or "installations/GENERATION") → the
/// instances, sorted. That is what systemd mounts again after a crash and at boot.
[[nodiscard]] std::map<std::string, std::vector<std::string>> users_of_installations(const StateRoot& root);
} // namespace left4me
