#include "instance/instance_lock.hpp"

#include "instance/lock_file.hpp"

#include <string>

namespace left4me
{
InstanceLock::InstanceLock(const StateRoot& root, std::string_view name, std::chrono::milliseconds patience)
    : held_(lock_slot(root, lock_slot_of(name), "the instance " + std::string(name) + " is", patience))
{
}

Fd lock_registry(const StateRoot& root)
{
    return lock_slot(root, kRegistry, "the list of instances is", kLockPatience);
}
} // namespace left4me
