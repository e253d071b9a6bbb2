// One writer per instance at a time.
#pragma once

#include "instance/state_root.hpp"
#include "left4me/fd.hpp"

#include <chrono>

namespace left4me
{
inline constexpr std::chrono::milliseconds kLockPatience{10'000};

/// Held for the life of the object; the kernel drops it when the process ends however it ends.
/// Throws UserError(TempFail), naming the pid that holds it where known, after waiting `patience`; NoPerm
/// when root calls for a state root that is another's, since root's files in it would lock the owner out.
/// Never take one instance's lock twice at a time: the second waits for the first.
class InstanceLock
{
public:
    InstanceLock(const StateRoot& root, std::string_view name,
                 std::chrono::milliseconds patience = kLockPatience);
    InstanceLock(const InstanceLock&) = delete;
    InstanceLock& operator=(const InstanceLock&) = delete;
    InstanceLock(InstanceLock&&) = delete;
    InstanceLock& operator=(InstanceLock&&) = delete;
    ~InstanceLock() = default;

private:
    Fd held_;
};

/// Who holds this one may give out ports, and make and remove instances. Errors as above.
[[nodiscard]] Fd lock_registry(const StateRoot& root);
} // namespace left4me
