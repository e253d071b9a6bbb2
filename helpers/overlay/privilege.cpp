#include "overlay/privilege.hpp"

#include "common/become.hpp"
#include "common/failure.hpp"
#include "common/fd.hpp"
#include "common/run.hpp"
#include "common/seccomp.hpp"
#include "overlay/system_calls.hpp"

#include <cap-ng.h>
#include <grp.h>
#include <linux/securebits.h>
#include <sched.h>
#include <sys/fsuid.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace left4me
{
namespace
{
void apply()
{
    if (capng_apply(CAPNG_SELECT_CAPS) != 0)
    {
        fail(Exit::OsErr, "set capabilities", "the kernel refused");
    }
}

void update(capng_act_t act, capng_type_t set, Purpose purpose)
{
    capng_updatev(act, set, CAP_SYS_ADMIN, CAP_DAC_OVERRIDE, CAP_CHOWN, CAP_FOWNER, CAP_FSETID, -1);
    if (purpose == Purpose::NameTheHolder)
    {
        capng_update(act, set, CAP_SYS_PTRACE);
    }
}
} // namespace

void join_mount_namespace_of_pid1()
{
    constexpr char kAct[] = "join PID 1's mount namespace";
    const Fd init(static_cast<int>(check(syscall(SYS_pidfd_open, 1, 0), kAct)));
    check(setns(init.get(), CLONE_NEWNS), kAct);
}

void act_as_owner_of(const StateRoot& root)
{
    constexpr char kAct[] = "take the identity of the state root's owner";
    check(prctl(PR_SET_SECUREBITS, SECBIT_NOROOT | SECBIT_NOROOT_LOCKED), "set secure bits");
    check(setgroups(1, &root.group), kAct);
    setfsgid(root.group);
    setfsuid(root.owner);
    // The two return the value before; only a second call tells whether the first one worked (setfsuid(2)).
    if (static_cast<uid_t>(setfsuid(root.owner)) != root.owner ||
        static_cast<gid_t>(setfsgid(root.group)) != root.group)
    {
        fail(Exit::OsErr, kAct, "the kernel refused");
    }
    empty_bounding_set();
    capng_clear(CAPNG_SELECT_CAPS);
    update(CAPNG_ADD, CAPNG_PERMITTED, Purpose::NameTheHolder);
    apply();
    check(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "set no_new_privs");
    check(prctl(PR_SET_DUMPABLE, 0, 0, 0, 0), "forbid others to trace this process");
    allow_only(kSystemCalls);
}

RaisedCapabilities::RaisedCapabilities(Purpose purpose)
{
    update(CAPNG_ADD, CAPNG_EFFECTIVE, purpose);
    apply();
}

// Where the kernel does not take rights back, nothing may go on, and a destructor cannot throw.
RaisedCapabilities::~RaisedCapabilities()
{
    update(CAPNG_DROP, CAPNG_EFFECTIVE, Purpose::NameTheHolder);
    if (capng_apply(CAPNG_SELECT_CAPS) != 0)
    {
        _exit(report("left4me-overlay", Exit::OsErr, "cannot give up capabilities: the kernel refused"));
    }
}
} // namespace left4me
