// All checks of the host.
#pragma once

#include "doctor/finding.hpp"
#include "instance/state_root.hpp"

#include <optional>
#include <string>

namespace left4me
{
/// In the order in which a newcomer mends them: what comes later may depend on what comes before.
/// `root_option` is
/// --root. Nothing is changed, and nothing is thrown for what is wrong with the host.
[[nodiscard]] Findings examine_host(const std::optional<std::string>& root_option);
} // namespace left4me
