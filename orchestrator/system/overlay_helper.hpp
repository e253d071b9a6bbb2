// The root helper left4me-overlay, which otherwise only the unit calls.
#pragma once

#include "system/process.hpp"

#include <string_view>

namespace left4me
{
/// `left4me-overlay umount`: what is mounted on runtime/NAME/merged goes, and what mounts left in
/// runtime/NAME/work is removable for its owner. The server is down. Errors are those of Systemctl; TempFail
/// where somebody is in merged.
void unmount(std::string_view name, Verbosity verbosity);
} // namespace left4me
