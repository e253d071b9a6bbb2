#include "commands/signal_scope.hpp"

#include "left4me/fd.hpp"

#include <cstdint>

#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

namespace left4me
{
namespace
{
constexpr long kAbiWithScopes = 6;

/// struct landlock_ruleset_attr as of that ABI; Debian 12's headers are older.
struct RulesetAttributes
{
    std::uint64_t handled_access_fs = 0;
    std::uint64_t handled_access_net = 0;
    std::uint64_t scoped = 0;
};

constexpr std::uint64_t kScopeAbstractUnixSocket = std::uint64_t{1} << 0U;
constexpr std::uint64_t kScopeSignal = std::uint64_t{1} << 1U;
} // namespace

bool confine_signals()
{
    if (::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) < kAbiWithScopes)
    {
        return false;
    }
    RulesetAttributes attributes;
    attributes.scoped = kScopeSignal | kScopeAbstractUnixSocket;
    const Fd ruleset(
        static_cast<int>(::syscall(SYS_landlock_create_ruleset, &attributes, sizeof(attributes), 0)));
    return ruleset && ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           ::syscall(SYS_landlock_restrict_self, ruleset.get(), 0) == 0;
}
} // namespace left4me
