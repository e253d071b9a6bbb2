// Overlays as their builders left them: found below overlays/ without leaving it. Inner header of this room.
#pragma once

#include "instance/directory.hpp"
#include "instance/state_root.hpp"
#include "spec/spec.hpp"

namespace left4me
{
/// overlays/ itself; UserError(NoInput) when it is missing.
[[nodiscard]] Directory open_overlays(const StateRoot& root);

/// The overlay's directory. UserError with the place in the spec: NoInput when it is missing, NoPerm when it
/// may not be read, DataErr when it is no directory or leads out of overlays/.
[[nodiscard]] Directory open_overlay(const Directory& overlays, const Spec& spec, const SpecOverlay& overlay);

/// Bytes of a configuration file; a larger one is nothing that anybody wrote.
inline constexpr std::size_t kCfgSizeLimit = 1024 * std::size_t{1024};

/// The overlay's left4dead2/cfg/server.cfg; nullopt when it has none.
[[nodiscard]] std::optional<std::string> read_overlay_cfg(const Directory& overlays, const Spec& spec,
                                                          const SpecOverlay& overlay);
} // namespace left4me
