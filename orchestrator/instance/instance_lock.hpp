// One writer per instance at a time.
#pragma once

#include "instance/state_root.hpp"

namespace left4me
{
/// Held for the life of the object; the kernel drops it when the process ends however it ends.
/// Throws UserError(TempFail), naming the pid that holds it where known, after waiting `kLockPatience`.
class InstanceLock
{
public:
    InstanceLock(const StateRoot& root, std::string_view name);
    InstanceLock(const InstanceLock&) = delete;
    InstanceLock& operator=(const InstanceLock&) = delete;
    InstanceLock(InstanceLock&&) = delete;
    InstanceLock& operator=(InstanceLock&&) = delete;
    ~InstanceLock();

private:
    int fd_ = -1;
};
} // namespace left4me
