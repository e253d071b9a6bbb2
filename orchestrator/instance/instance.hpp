// Instance directories: instances/NAME/{spec.yaml,instance.env,layers}.
#pragma once

#include "instance/instance_env.hpp"
#include "instance/state_root.hpp"
#include "spec/spec.hpp"

namespace left4me
{
/// Validates and creates or updates the instance; all or nothing. Touches nothing below runtime/.
/// The caller holds the instance's lock; the one that keeps ports unique is taken inside.
/// `spec_text` is what is stored; `spec` is its parsed form.
/// Throws UserError: DataErr (bad port range, port of another instance), NoInput (overlay missing),
/// CantCreat.
void initialize_instance(const StateRoot& root, std::string_view name, std::string_view spec_text,
                         const Spec& spec);

/// Derives instance.env from the spec anew; writes nothing when it is right already.
void write_instance_env(const StateRoot& root, std::string_view name, const Spec& spec);

[[nodiscard]] bool instance_exists(const StateRoot& root, std::string_view name);

/// Throws UserError(NoInput), naming the command that creates one, and the nearest existing name if any is
/// near.
void require_instance(const StateRoot& root, std::string_view name);

[[nodiscard]] std::filesystem::path path_of_spec(const StateRoot& root, std::string_view name);

/// The stored spec.yaml as it is; nullopt when there is none.
[[nodiscard]] std::optional<std::string> read_spec_text(const StateRoot& root, std::string_view name);

/// Throws UserError(DataErr) where the stored spec has got another instance's port since the last initialize.
void require_port_of_its_own(const StateRoot& root, const std::string& name, const Spec& spec);

/// Throws UserError(DataErr) where host.env's range of ports was narrowed since the last initialize.
void require_port_in_range(const Spec& spec);

/// The stored spec; throws UserError(NoInput) for no such instance, DataErr for a broken one.
[[nodiscard]] Spec load_spec(const StateRoot& root, std::string_view name);

/// Names of all instances, sorted; entries outside the name grammar are left out. Empty where nothing exists
/// yet.
[[nodiscard]] std::vector<std::string> instance_names(const StateRoot& root);
} // namespace left4me
