// The root helper left4me-overlay, which otherwise only the unit calls.
#pragma once

#include "system/process.hpp"

#include <string_view>

namespace left4me
{
/// Makes what mounts left in runtime/NAME/work removable for its owner, through `left4me-overlay umount`. The
/// server is down. Errors are those of Systemctl.
void remove_leftovers_of_root(std::string_view name, Verbosity verbosity);
} // namespace left4me
