#include "system/child.hpp"

#include "left4me/error.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace left4me
{
namespace
{
constexpr std::chrono::milliseconds kGrace{2000};

[[noreturn]] void fail(const char* what, int error)
{
    throw std::system_error(error, std::generic_category(), what);
}

/// Above the standard descriptors, even where our caller closed some of them.
Fd lifted(Fd low)
{
    Fd high(::fcntl(low.get(), F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
    if (!high)
    {
        fail("cannot make a pipe", errno);
    }
    return high;
}

Pipe make_pipe()
{
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
    {
        fail("cannot make a pipe", errno);
    }
    Fd reading(ends[0]);
    Fd writing(ends[1]);
    Pipe pipe{lifted(std::move(reading)), lifted(std::move(writing))};
    ::fcntl(pipe.ours.get(), F_SETFL, O_NONBLOCK);
    return pipe;
}

/// What the child has from the start: three descriptors, and no trace of our way with signals.
class Setup
{
public:
    Setup(const Fd& out, const Fd& err)
    {
        ::posix_spawn_file_actions_init(&actions_);
        ::posix_spawnattr_init(&attributes_);
        ::posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        ::posix_spawn_file_actions_adddup2(&actions_, out.get(), STDOUT_FILENO);
        ::posix_spawn_file_actions_adddup2(&actions_, err.get(), STDERR_FILENO);
        ::posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
        sigset_t signals;
        sigfillset(&signals);
        ::posix_spawnattr_setsigdefault(&attributes_, &signals);
        sigemptyset(&signals);
        ::posix_spawnattr_setsigmask(&attributes_, &signals);
        ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    }
    Setup(const Setup&) = delete;
    Setup& operator=(const Setup&) = delete;
    Setup(Setup&&) = delete;
    Setup& operator=(Setup&&) = delete;
    ~Setup()
    {
        ::posix_spawnattr_destroy(&attributes_);
        ::posix_spawn_file_actions_destroy(&actions_);
    }

    [[nodiscard]] pid_t spawn(Argv argv) const
    {
        std::vector<char*> words;
        std::transform(argv.begin(), argv.end(), std::back_inserter(words),
                       [](std::string& word) { return word.data(); });
        words.push_back(nullptr);
        pid_t pid = -1;
        if (const int error = ::posix_spawn(&pid, words[0], &actions_, &attributes_, words.data(), environ))
        {
            fail_to_execute(argv.front(), error);
        }
        return pid;
    }

private:
    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
};

void forget_our_signals()
{
    for (const int signal : {SIGCHLD, SIGPIPE})
    {
        static_cast<void>(::signal(signal, SIG_DFL));
    }
    sigset_t none;
    sigemptyset(&none);
    ::pthread_sigmask(SIG_SETMASK, &none, nullptr);
}

void give_standard_descriptors(const Fd& out, const Fd& err)
{
    const Fd null(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    if (::dup2(null.get(), STDIN_FILENO) < 0 || ::dup2(out.get(), STDOUT_FILENO) < 0 ||
        ::dup2(err.get(), STDERR_FILENO) < 0)
    {
        fail("cannot pass descriptors on", errno);
    }
}

[[noreturn]] void become(const std::function<int()>& body, const Fd& out, const Fd& err)
{
    try
    {
        forget_our_signals();
        give_standard_descriptors(out, err);
        ::_exit(body());
    }
    catch (const std::exception& failure)
    {
        const std::string line = std::string(failure.what()) + "\n";
        static_cast<void>(::write(STDERR_FILENO, line.data(), line.size()) > 0);
        ::_exit(static_cast<int>(Exit::OsErr));
    }
}

int status_of(const siginfo_t& end)
{
    return end.si_code == CLD_EXITED ? end.si_status : 128 + end.si_status;
}
} // namespace

void fail_to_execute(const std::string& program, int error)
{
    const std::string sentence = "cannot execute " + program;
    switch (error)
    {
    case ENOENT:
    case ENOTDIR:
    case EACCES:
    case EPERM:
    case ELOOP:
    case ENOEXEC:
        throw UserError(Exit::Unavailable, sentence + ": " + std::generic_category().message(error));
    default:
        throw std::system_error(error, std::generic_category(), sentence);
    }
}

Child::Child(const Argv& argv)
{
    Pipe out = make_pipe();
    Pipe err = make_pipe();
    const pid_t pid = Setup(out.childs, err.childs).spawn(argv);
    watch(pid, out, err);
}

Child::Child(const std::function<int()>& body)
{
    Pipe out = make_pipe();
    Pipe err = make_pipe();
    const pid_t pid = ::fork();
    if (pid == 0)
    {
        become(body, out.childs, err.childs);
    }
    if (pid < 0)
    {
        fail("cannot make a child", errno);
    }
    watch(pid, out, err);
}

void Child::watch(pid_t pid, Pipe& out, Pipe& err)
{
    // glibc 2.36 declares pidfd_open() for C only.
    ended_ = Fd(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
    if (!ended_)
    {
        const int error = errno;
        ::kill(pid, SIGTERM);
        ::waitpid(pid, nullptr, 0);
        fail("cannot watch a child", error);
    }
    pid_ = pid;
    out_ = std::move(out.ours);
    err_ = std::move(err.ours);
}

Child::~Child()
{
    if (pid_ < 0)
    {
        return;
    }
    ::kill(pid_, SIGTERM);
    await_end(kGrace);
    out_ = Fd();
    err_ = Fd();
    ::kill(pid_, SIGKILL);
    await_end(kGrace);
    ::waitpid(pid_, nullptr, WNOHANG);
}

void Child::await_end(std::chrono::milliseconds patience) const
{
    pollfd end{ended_.get(), POLLIN, 0};
    ::poll(&end, 1, static_cast<int>(patience.count()));
}

int Child::reap()
{
    siginfo_t end = {};
    if (::waitid(P_PID, static_cast<id_t>(pid_), &end, WEXITED) != 0)
    {
        fail("cannot wait for a child", errno);
    }
    pid_ = -1;
    return status_of(end);
}
} // namespace left4me
