#include "overlay/privilege.hpp"

#include "common/become.hpp"
#include "common/failure.hpp"
#include "common/fd.hpp"
#include "common/run.hpp"
#include "common/seccomp.hpp"
#include "overlay/system_calls.hpp"

#include <cerrno>

#include <cap-ng.h>
#include <grp.h>
#include <linux/securebits.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/stat.h>
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
    // In a PID namespace of its own a caller is PID 1 himself, and can have made that mount namespace: it
    // belongs to another user namespace then, and only of one's own setns(2) says EINVAL.
    const bool is_ours = setns(init.get(), CLONE_NEWUSER) != 0 && errno == EINVAL;
    struct stat about = {};
    if (!is_ours || stat("/proc/1", &about) != 0 || about.st_uid != 0)
    {
        fail(Exit::Config, kAct, "PID 1 is not root's here; call from the PID namespace of the host");
    }
}

void act_as_owner_of(const StateRoot& root)
{
    constexpr char kAct[] = "take the identity of the state root's owner";
    check(prctl(PR_SET_SECUREBITS, SECBIT_NOROOT | SECBIT_NOROOT_LOCKED), "set secure bits");
    check(setgroups(1, &root.group), kAct);
    empty_bounding_set();
    // Not of file systems alone: FUSE lets in who is root by any other number.
    check(setegid(root.group), kAct);
    check(seteuid(root.owner), kAct);
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
