// instances/NAME/instance.env: L4D2_PORT and L4D2_ARGS, read by the web application and by `l4d2ctl run`.
#pragma once

#include "instance/state_root.hpp"
#include "spec/spec.hpp"

namespace left4me
{
struct InstanceEnv
{
    std::uint16_t port = 0;
    std::vector<std::string> arguments;
};

[[nodiscard]] std::string format_instance_env(const InstanceEnv& env);

/// Throws UserError(DataErr) for an unknown key (L4D2_LOWERDIRS is ignored), a bad port, or any other line.
/// Never repeats the bytes refused: in the unit the file may be one that the caller must not read.
[[nodiscard]] InstanceEnv parse_instance_env(std::string_view text, const std::string& file);

[[nodiscard]] std::filesystem::path path_of_instance_env(const StateRoot& root, std::string_view name);

/// Opened without following a symlink; must be a regular file that belongs to the caller (else DataErr).
/// Throws UserError(NoInput) when it is missing.
[[nodiscard]] InstanceEnv read_instance_env(const StateRoot& root, std::string_view name);

/// Its port; nullopt when it is missing or broken.
[[nodiscard]] std::optional<std::uint16_t> port_of(const StateRoot& root, std::string_view name);

/// As it is, read with the same care.
[[nodiscard]] std::string read_instance_env_text(const StateRoot& root, std::string_view name);
} // namespace left4me
