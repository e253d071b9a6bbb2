// What systemd's directories hold of single servers.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace left4me
{
/// Where systemd looks for system units: systemd.unit(5), "Unit File Load Path".
[[nodiscard]] const std::vector<std::string>& unit_load_path();

/// The units left4me-server@NAME.service that have something of their own in these directories: a unit file
/// or a link in its place, drop-ins, or a link below *.wants and the like that enables them. Every other one
/// is what its template says. What cannot be read is passed over: systemd's directories are everybody's to
/// read.
[[nodiscard]] std::set<std::string> units_with_files(const std::vector<std::string>& directories);

/// The directories with drop-ins for left4me-server@NAME.service, sorted: the template's, its own and its
/// slice's. Without a name those of all servers.
[[nodiscard]] std::vector<std::string> drop_ins_of(const std::optional<std::string>& name,
                                                   const std::vector<std::string>& directories);

/// The file in the template's drop-ins that sets `property`; of several the one that systemd reads last, by
/// its name. nullopt: none does, or none that can be read.
[[nodiscard]] std::optional<std::string> drop_in_that_sets(const std::string& property,
                                                           const std::vector<std::string>& directories);
} // namespace left4me
