#include "system/signals.hpp"

#include "left4me/interrupted.hpp"

#include <cerrno>
#include <cstdlib>
#include <ctime>
#include <system_error>

#include <sys/signalfd.h>
#include <unistd.h>

namespace left4me
{
namespace
{
bool is_ignored(int signal)
{
    struct sigaction action = {};
    return ::sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

/// Without the ignored ones: the kernel keeps a blocked signal even if it is ignored.
sigset_t ending_signals()
{
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
    {
        if (!is_ignored(signal))
        {
            sigaddset(&signals, signal);
        }
    }
    return signals;
}
} // namespace

EndingSignals::EndingSignals()
{
    sigset_t signals = ending_signals();
    arrived_ = Fd(::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK));
    if (!arrived_)
    {
        throw std::system_error(errno, std::generic_category(), "cannot wait for signals");
    }
    sigaddset(&signals, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &signals, &mask_before_);
    // A caller that ignores SIGCHLD would make the kernel reap our children before we see their status.
    ::sigaction(SIGCHLD, nullptr, &child_before_);
    children_are_reaped_ =
        child_before_.sa_handler == SIG_IGN || (child_before_.sa_flags & SA_NOCLDWAIT) != 0;
    if (children_are_reaped_)
    {
        struct sigaction by_default = {};
        by_default.sa_handler = SIG_DFL;
        ::sigaction(SIGCHLD, &by_default, nullptr);
    }
}

EndingSignals::~EndingSignals()
{
    if (children_are_reaped_)
    {
        ::sigaction(SIGCHLD, &child_before_, nullptr);
    }
    ::pthread_sigmask(SIG_SETMASK, &mask_before_, nullptr);
}

void EndingSignals::throw_if_arrived() const
{
    signalfd_siginfo signal = {};
    if (::read(arrived_.get(), &signal, sizeof signal) == ssize_t{sizeof signal})
    {
        throw Interrupted(static_cast<int>(signal.ssi_signo));
    }
}

void forget_sigpipe()
{
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    constexpr timespec kAtOnce = {};
    ::sigtimedwait(&pipe, nullptr, &kAtOnce);
}

void end_by_signal(int signal)
{
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, signal);
    ::signal(signal, SIG_DFL);
    ::raise(signal);
    ::pthread_sigmask(SIG_UNBLOCK, &only, nullptr);
    std::_Exit(128 + signal); // a signal that does not end a process by default
}
} // namespace left4me
