// The checks by what they look at. Inner header of this room.
#pragma once

#include "doctor/finding.hpp"
#include "instance/state_root.hpp"
#include "system/time_limit.hpp"

namespace left4me
{
/// Kernel, overlayfs, systemd, 32-bit programs.
[[nodiscard]] Findings examine_machine();
/// The user, the helpers' owners and modes, the units.
[[nodiscard]] Findings examine_installed();
/// host.env, if there is one.
[[nodiscard]] Finding examine_host_env();
/// sudo: a call that must pass, and two that must not.
[[nodiscard]] Findings examine_wall();
/// The state root's directories unless it is private, and room on its disk.
[[nodiscard]] Findings examine_state(const StateRoot& root);
/// SteamCMD, the game and Steam's libraries.
[[nodiscard]] Findings examine_game(const StateRoot& root);
/// Whether each instance could start; examine_ports() and examine_overlays() among them.
[[nodiscard]] Findings examine_instances(const StateRoot& root);
/// Whether each instance has a port of its own, which nobody else holds.
[[nodiscard]] Finding examine_ports(const StateRoot& root, const TimeLimit& limit);
/// Whether the caller may read all files of their overlays: a server would start, and lack a map.
[[nodiscard]] Finding examine_overlays(const StateRoot& root);

/// What others could write has to be read first.
[[nodiscard]] std::string command_that_mends_host_env();

/// Whether the caller may see and try all that is the service user's.
[[nodiscard]] bool is_user_or_root();

/// Whether it is an ordinary caller's own, for l4d2ctl run alone: neither unit nor helper works below it.
[[nodiscard]] bool is_private(const StateRoot& root);

/// l4d2ctl, with that state root if it has to be named.
[[nodiscard]] std::string l4d2ctl_for(const StateRoot& root);

/// The command for whoever may change what lies below `root`.
[[nodiscard]] std::string by_owner(const StateRoot& root, const std::string& command);

[[nodiscard]] inline Finding ok(std::string id, std::string message)
{
    return {std::move(id), Health::Ok, std::move(message), {}};
}
[[nodiscard]] inline Finding warning(std::string id, std::string message, std::string fix)
{
    return {std::move(id), Health::Warning, std::move(message), std::move(fix)};
}
[[nodiscard]] inline Finding failure(std::string id, std::string message, std::string fix)
{
    return {std::move(id), Health::Failure, std::move(message), std::move(fix)};
}
} // namespace left4me
