#include "machine.hpp"

#include "files.hpp"
#include "paths.hpp"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>

#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace left4me::test
{
const std::filesystem::path kHelper = "/run/helper-under-test/left4me-overlay";

namespace
{
Options& settled_options()
{
    static Options settled;
    return settled;
}

void hide(const std::filesystem::path& directory)
{
    must(mount("test", directory.c_str(), "tmpfs", MS_NOSUID | MS_NODEV, "mode=0755"),
         "hide " + directory.string());
}

void settle_machine(const Options& given)
{
    must(mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr), "make the mount namespace private");
    must(mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, nullptr), "mount /proc");
    const std::string helper = read_file(given.helper);
    const std::string names = read_file(given.names);
    const std::filesystem::path state_root = paths::kStateRoot;
    const std::filesystem::path host_env = paths::kHostEnv;
    hide("/run");
    hide(state_root.parent_path());
    hide(host_env.parent_path().parent_path());
    std::filesystem::create_directories(kHelper.parent_path());
    write_file(kHelper, helper);
    must(chmod(kHelper.c_str(), 0755), "chmod the helper");
    settled_options() = given;
    settled_options().names = kHelper.parent_path() / "names";
    write_file(options().names, names);
}

int exit_status(int waited)
{
    return WIFEXITED(waited) ? WEXITSTATUS(waited) : 128 + WTERMSIG(waited);
}

// Orphans of the tests come to PID 1 and must not stay zombies: a zombie's /proc entry looks alive.
int reap_until(pid_t last)
{
    int waited = 0;
    pid_t ended = 0;
    while (ended != last)
    {
        ended = static_cast<pid_t>(must(wait(&waited), "wait"));
    }
    return exit_status(waited);
}

[[noreturn]] void be_pid1(const Options& given, const std::function<int()>& body)
{
    try
    {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        settle_machine(given);
        const auto child = static_cast<pid_t>(must(fork(), "fork"));
        if (child == 0)
        {
            exit(body()); // exit, not _exit: what GoogleTest printed is flushed
        }
        _exit(reap_until(child));
    }
    catch (const std::exception& error)
    {
        fprintf(stderr, "%s: %s\n", program_invocation_short_name, error.what());
        _exit(99);
    }
}
} // namespace

const Options& options()
{
    return settled_options();
}

int in_private_machine(const Options& given, const std::function<int()>& body)
{
    must(unshare(CLONE_NEWPID | CLONE_NEWNS), "unshare");
    const auto child = static_cast<pid_t>(must(fork(), "fork"));
    if (child == 0)
    {
        be_pid1(given, body);
    }
    return reap_until(child);
}
} // namespace left4me::test
