#include "common/hygiene.hpp"

#include "common/failure.hpp"
#include "common/fd.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>

#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace left4me
{
namespace
{
void reset_signals()
{
    struct sigaction action = {};
    action.sa_handler = SIG_DFL;
    for (int signal = 1; signal < NSIG; ++signal)
    {
        // SIGKILL, SIGSTOP and the two that the C library keeps for itself are refused, and cannot be changed
        // anyway.
        sigaction(signal, &action, nullptr);
    }
    sigset_t none;
    sigemptyset(&none);
    check(sigprocmask(SIG_SETMASK, &none, nullptr), "unblock signals");
}

void set_limit(__rlimit_resource resource, rlim_t wanted)
{
    rlimit limit = {};
    check(getrlimit(resource, &limit), "read a resource limit");
    const rlimit raised = {wanted, std::max(limit.rlim_max, wanted)};
    if (setrlimit(resource, &raised) == 0)
    {
        return;
    }
    // Containers may lack CAP_SYS_RESOURCE; then the hard limit is the host's word, and what needs more fails
    // later.
    const rlimit lowered = {std::min(limit.rlim_max, wanted), limit.rlim_max};
    check(setrlimit(resource, &lowered), "set a resource limit");
}

void reset_limits()
{
    constexpr rlim_t kDescriptors = 1024; // 500 layers and a dozen more
    constexpr rlim_t kStack = 8UL * 1024 * 1024;
    set_limit(RLIMIT_CORE, 0); // a root process leaves no image of itself
    set_limit(RLIMIT_CPU, RLIM_INFINITY);
    set_limit(RLIMIT_FSIZE, RLIM_INFINITY);
    set_limit(RLIMIT_DATA, RLIM_INFINITY);
    set_limit(RLIMIT_AS, RLIM_INFINITY);
    set_limit(RLIMIT_STACK, kStack);
    set_limit(RLIMIT_NOFILE, kDescriptors);
    set_limit(RLIMIT_NPROC, RLIM_INFINITY);
}

// journald takes each datagram for a word of the process that sent it: it would hear root, or
// left4me-journal, say what left4me has made up.
void refuse_datagrams()
{
    for (const int output : {STDOUT_FILENO, STDERR_FILENO})
    {
        int type = 0;
        socklen_t size = sizeof type;
        const bool is_socket = getsockopt(output, SOL_SOCKET, SO_TYPE, &type, &size) == 0;
        check(is_socket || errno == ENOTSOCK || errno == EBADF ? 0 : -1, "look at its output");
        if (is_socket && type == SOCK_DGRAM)
        {
            fail(Exit::NoPerm, "act", "its output would go to a datagram socket");
        }
    }
}

// Without CAP_SYS_NICE or CAP_SYS_RESOURCE (containers) the caller's values stay: slower, not less safe.
void reset_scheduling()
{
    const sched_param normal = {};
    sched_setscheduler(0, SCHED_OTHER, &normal);
    setpriority(PRIO_PROCESS, 0, 0);
    // The caller's may be centuries, and then no pause of ours ends.
    constexpr unsigned long kKernelsOwnSlack = 50'000; // nanoseconds
    check(prctl(PR_SET_TIMERSLACK, kKernelsOwnSlack, 0, 0, 0), "set the slack of timers");
    const Fd adjustment(open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC));
    [[maybe_unused]] const ssize_t written = write(adjustment.get(), "0", 1);
}
} // namespace

void require_root()
{
    if (getuid() != 0 || geteuid() != 0)
    {
        fail(Exit::NoPerm, "act", "only root may call this helper (sudo -n)");
    }
}

void forget_the_caller()
{
    refuse_datagrams();
    check(syscall(SYS_close_range, 3U, ~0U, 0U), "close the caller's descriptors");
    check(clearenv(), "clear the environment");
    umask(S_IWGRP | S_IWOTH);
    check(chdir("/"), "leave the caller's directory");
    reset_signals();
    reset_limits();
    reset_scheduling();
    check(setgroups(0, nullptr), "drop the caller's groups");
    check(setresgid(0, 0, 0), "take root's group");
    check(setresuid(0, 0, 0), "take root's user");
}
} // namespace left4me
