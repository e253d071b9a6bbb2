// instances/NAME/layers: what the root helper mounts, topmost first, the installation last.
#pragma once

#include "instance/state_root.hpp"
#include "spec/spec.hpp"

namespace left4me
{
/// The overlays' paths relative to the state root and, last, the current installation's
/// ("installation", or "installations/GENERATION" where `installation` is a symlink to one).
/// Throws UserError(NoInput) when an overlay or the installation is missing, DataErr when a ref escapes.
[[nodiscard]] std::vector<std::string> resolve_layers(const StateRoot& root, const Spec& spec);

void write_layers(const StateRoot& root, std::string_view name, const std::vector<std::string>& layers);

/// nullopt before the first start, or when the file is no legal layers file.
[[nodiscard]] std::optional<std::vector<std::string>> read_layers(const StateRoot& root,
                                                                  std::string_view name);

/// What stands last there, "installation" or "installations/GENERATION"; nullopt as above, but for what
/// stands before it.
[[nodiscard]] std::optional<std::string> read_installation_layer(const StateRoot& root,
                                                                 std::string_view name);

/// Throws as resolve_layers does, with the place in the spec, when one of the spec's overlays is
/// missing, is no directory, or leads out of overlays/. The installation need not exist.
void require_overlays(const StateRoot& root, const Spec& spec);
} // namespace left4me
