// What has to be in upper before the overlay is mounted: server.cfg and the overlays' alias files.
#pragma once

#include "instance/directory.hpp"
#include "instance/state_root.hpp"
#include "spec/spec.hpp"

namespace left4me
{
/// Makes runtime/NAME/{upper,work,merged}, writes `layers`, removes the alias files of earlier starts that
/// the spec no longer names (runtime/NAME/staged lists them), and writes server.cfg and the alias files into
/// upper. The caller holds the instance's lock and knows that the server is not running. Never follows a
/// symlink out of runtime/NAME. Throws UserError (NoInput, DataErr, CantCreat, TempFail when something is
/// mounted on merged).
void stage_instance(const StateRoot& root, std::string_view name, const Spec& spec);

/// Reads all that stage_instance() reads of overlays and installation, and throws as it does.
void require_stageable(const StateRoot& root, const Spec& spec);

struct StagedByHand
{
    Directory directory; ///< runtime/NAME/by-hand
    Fd lock;             ///< of lock_by_hand()
};

/// The same below runtime/NAME/by-hand, with an upper of its own, for a server that runs without unit and
/// helper; `layers` is not written. TempFail when such a server runs.
[[nodiscard]] StagedByHand stage_by_hand(const StateRoot& root, std::string_view name, const Spec& spec);

/// The text of server.cfg: exec lines of the aliases that `staged_aliases` holds, bottom layer first, then
/// config.
[[nodiscard]] std::string server_cfg_text(const Spec& spec, const std::vector<std::string>& staged_aliases);
} // namespace left4me
