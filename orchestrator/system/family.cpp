#include "system/family.hpp"

#include "system/child.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <ctime>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>
#include <vector>

#include <spawn.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace left4me
{
namespace
{
constexpr timespec kTenth{0, 100'000'000};
constexpr int kGraceTenths = 10; // of a second

sigset_t expected_signals()
{
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGCHLD})
    {
        sigaddset(&signals, signal);
    }
    return signals;
}

/// Its own process group, so that one signal reaches the launcher and what it launched.
pid_t spawn_group(Argv argv)
{
    posix_spawnattr_t attributes;
    ::posix_spawnattr_init(&attributes);
    sigset_t none;
    sigemptyset(&none);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    std::vector<char*> words;
    std::transform(argv.begin(), argv.end(), std::back_inserter(words),
                   [](std::string& word) { return word.data(); });
    words.push_back(nullptr);
    pid_t pid = -1;
    const int error = ::posix_spawn(&pid, words[0], nullptr, &attributes, words.data(), environ);
    ::posix_spawnattr_destroy(&attributes);
    if (error != 0)
    {
        fail_to_execute(argv.front(), error);
    }
    return pid;
}

std::vector<pid_t> children()
{
    std::ifstream file("/proc/thread-self/children");
    return {std::istream_iterator<pid_t>(file), std::istream_iterator<pid_t>()};
}

/// Whoever loses his parent becomes our child, so that in the end all of them are.
void end_descendants()
{
    for (std::vector<pid_t> left = children(); !left.empty(); left = children())
    {
        for (const pid_t pid : left)
        {
            ::kill(pid, SIGKILL);
            ::waitpid(pid, nullptr, 0);
        }
    }
}

/// What waits for `program` to end, and reaps orphans meanwhile.
class Head
{
public:
    explicit Head(pid_t program) : program_(program) {}

    [[nodiscard]] int to_the_end()
    {
        while (!status_ && !interrupted_)
        {
            await(nullptr);
        }
        if (!status_)
        {
            ::kill(-program_, SIGTERM);
            for (int waited = 0; !status_ && waited < kGraceTenths; ++waited)
            {
                await(&kTenth);
            }
        }
        end_descendants();
        return status_.value_or(128 + SIGTERM);
    }

private:
    void await(const timespec* patience)
    {
        const sigset_t signals = expected_signals();
        const int signal = ::sigtimedwait(&signals, nullptr, patience);
        interrupted_ = interrupted_ || (signal > 0 && signal != SIGCHLD);
        int status = 0;
        for (pid_t pid = ::waitpid(-1, &status, WNOHANG); pid > 0; pid = ::waitpid(-1, &status, WNOHANG))
        {
            if (pid == program_)
            {
                status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
            }
        }
    }

    pid_t program_;
    std::optional<int> status_;
    bool interrupted_ = false;
};
} // namespace

int run_family(const Argv& argv, const std::function<void()>& prepare, pid_t parent)
{
    const sigset_t signals = expected_signals();
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    prepare();
    // After the preparation, which may change credentials: the kernel forgets it then.
    if (::prctl(PR_SET_PDEATHSIG, SIGTERM) != 0 || ::prctl(PR_SET_CHILD_SUBREAPER, 1) != 0)
    {
        throw std::system_error(errno, std::generic_category(), "cannot watch over " + argv.front());
    }
    if (::getppid() != parent)
    {
        return 128 + SIGTERM;
    }
    return Head(spawn_group(argv)).to_the_end();
}
} // namespace left4me
