// Where the helper acts, and as whom.
#pragma once

#include "overlay/state_root.hpp"

namespace left4me
{
/// setns(2) into the mount namespace of PID 1: a mount made in the sandbox of the unit or of the caller would
/// be lost, and that namespace's view of /etc may be forged. By pidfd_open(2), since the unit's sandbox has
/// no /proc, and the caller's may be forged, too. Throws 71.
void join_mount_namespace_of_pid1();

/// Takes the file system identity of the state root's owner for good, and keeps only the capabilities that an
/// overlay needs from its mounter, none of them effective: no path is opened with more than the owner's own
/// rights. Throws 71. (docs/decisions/0001-mount-with-the-owners-fsuid.md)
void act_as_owner_of(const StateRoot& root);

enum class Purpose
{
    Overlay,       // what an overlay needs of its mounter: SYS_ADMIN DAC_OVERRIDE CHOWN FOWNER FSETID
    NameTheHolder, // SYS_PTRACE besides, to look into processes of other users
};

/// Makes capabilities effective while it lives. Throws 71.
class [[nodiscard]] RaisedCapabilities
{
public:
    explicit RaisedCapabilities(Purpose purpose = Purpose::Overlay);
    RaisedCapabilities(const RaisedCapabilities&) = delete;
    RaisedCapabilities& operator=(const RaisedCapabilities&) = delete;
    ~RaisedCapabilities();
};
} // namespace left4me
