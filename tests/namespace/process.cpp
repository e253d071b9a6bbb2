#include "process.hpp"

#include "files.hpp"
#include "machine.hpp"
#include "paths.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <exception>
#include <stdexcept>

#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

namespace left4me::test
{
namespace
{
constexpr int kThrew = 125;
constexpr auto kPatience = std::chrono::minutes(1); // virtual machines without KVM are slow

struct Pipe
{
    std::array<int, 2> ends{};
    Pipe() { must(pipe2(ends.data(), O_CLOEXEC), "pipe"); }
};

pid_t fork_to(const std::function<int()>& body)
{
    fflush(nullptr);
    const auto child = static_cast<pid_t>(must(fork(), "fork"));
    if (child != 0)
    {
        return child;
    }
    try
    {
        _exit(body());
    }
    catch (const std::exception& error)
    {
        fprintf(stderr, "child: %s\n", error.what());
        _exit(kThrew);
    }
}

int reap(pid_t child)
{
    int waited = 0;
    must(waitpid(child, &waited, 0), "waitpid");
    return WIFEXITED(waited) ? WEXITSTATUS(waited) : 128 + WTERMSIG(waited);
}

int exec(const Words& argv)
{
    std::vector<char*> words;
    for (const std::string& word : argv)
    {
        words.push_back(const_cast<char*>(word.c_str()));
    }
    words.push_back(nullptr);
    return execv(argv.front().c_str(), words.data());
}

bool read_some(pollfd& source, std::string& text)
{
    std::array<char, 4096> buffer{};
    if (source.revents == 0)
    {
        return true;
    }
    const ssize_t count = read(source.fd, buffer.data(), buffer.size());
    text.append(buffer.data(), count > 0 ? static_cast<std::size_t>(count) : 0);
    source.fd = count > 0 ? source.fd : -1;
    return count > 0;
}

// Until both ends are closed, or patience ends: a helper that hangs is killed and so fails its test.
void listen(pid_t child, int out, int err, Outcome& outcome)
{
    std::array<pollfd, 2> sources{{{out, POLLIN, 0}, {err, POLLIN, 0}}};
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (sources[0].fd >= 0 || sources[1].fd >= 0)
    {
        if (std::chrono::steady_clock::now() > deadline)
        {
            kill(child, SIGKILL);
            outcome.err += "(killed by the test: still running after a minute)\n";
            return;
        }
        poll(sources.data(), sources.size(), 1000);
        read_some(sources[0], outcome.out);
        read_some(sources[1], outcome.err);
    }
}
} // namespace

Running::Running(const Words& argv, const std::function<void()>& circumstance)
{
    Pipe out;
    Pipe err;
    pid_ = fork_to(
        [&]
        {
            must(dup2(out.ends[1], STDOUT_FILENO), "dup2");
            must(dup2(err.ends[1], STDERR_FILENO), "dup2");
            if (circumstance)
            {
                circumstance();
            }
            exec(argv);
            return kThrew;
        });
    close(out.ends[1]);
    close(err.ends[1]);
    out_ = out.ends[0];
    err_ = err.ends[0];
}

Running::~Running()
{
    if (pid_ > 0)
    {
        kill(pid_, SIGKILL);
        finish();
    }
}

Outcome Running::finish()
{
    Outcome outcome;
    listen(pid_, out_, err_, outcome);
    close(out_);
    close(err_);
    outcome.status = reap(pid_);
    pid_ = -1;
    return outcome;
}

Outcome run(const Words& argv, const std::function<void()>& circumstance)
{
    return Running(argv, circumstance).finish();
}

Words helper_with(const Words& words)
{
    Words argv{kHelper};
    argv.insert(argv.end(), words.begin(), words.end());
    return argv;
}

Outcome run_helper(const Words& words, const std::function<void()>& circumstance)
{
    return run(helper_with(words), circumstance);
}

void become_user(uid_t user, const std::vector<gid_t>& groups)
{
    must(setgroups(groups.size(), groups.data()), "setgroups");
    must(setresgid(user, user, user), "setresgid");
    must(setresuid(user, user, user), "setresuid");
}

int as_game(const std::function<int()>& body, const std::function<void()>& before)
{
    return reap(fork_to(
        [&]
        {
            if (before)
            {
                before();
            }
            become_user(kGame);
            return body();
        }));
}

int error_of(long result)
{
    return result < 0 ? errno : 0;
}

Companion::Companion(const std::function<void()>& act)
{
    Pipe settled;
    pid_ = fork_to(
        [&]() -> int
        {
            act();
            must(write(settled.ends[1], "!", 1), "write");
            while (true)
            {
                pause();
            }
        });
    close(settled.ends[1]);
    char mark = 0;
    const ssize_t count = read(settled.ends[0], &mark, 1);
    close(settled.ends[0]);
    if (count != 1)
    {
        dismiss();
        throw std::runtime_error("a companion process could not settle");
    }
}

void Companion::dismiss()
{
    if (pid_ > 0)
    {
        kill(pid_, SIGKILL);
        reap(pid_);
        pid_ = -1;
    }
}

void leave_mount_namespace()
{
    must(unshare(CLONE_NEWNS), "unshare");
    must(mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr), "make the mount namespace private");
}

void leave_mount_namespace_for_an_empty_one()
{
    leave_mount_namespace();
    must(umount2(paths::kStateRoot, MNT_DETACH), "leave the state root behind");
}

void enter_mount_namespace_of(pid_t other)
{
    const std::string path = "/proc/" + std::to_string(other) + "/ns/mnt";
    const auto space = static_cast<int>(must(open(path.c_str(), O_RDONLY | O_CLOEXEC), "open " + path));
    must(setns(space, CLONE_NEWNS), "setns");
    close(space);
}

int as_game_beside(const Companion& other, const std::function<long()>& act)
{
    return as_game([&] { return error_of(act()); }, [&] { enter_mount_namespace_of(other.pid()); });
}
} // namespace left4me::test
