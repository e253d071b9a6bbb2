// The build that was rolled back, which an update at night is not to bring again. The callers that change it
// hold the installation's lock.
#pragma once

#include "instance/state_root.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace left4me
{
/// Until release_build(), or another is held.
void hold_build(const StateRoot& root, std::string_view build);

[[nodiscard]] std::optional<std::string> held_build(const StateRoot& root);

void release_build(const StateRoot& root);
} // namespace left4me
