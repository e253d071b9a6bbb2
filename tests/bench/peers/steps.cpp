// steps OUT COMMAND…: writes into OUT how many instructions the command's own process executes in user mode,
// its dynamic linking included, children not. By single steps, since valgrind's own system calls die in the
// overlay helper's filter, and virtual machines have no counters. An instruction repeated by a prefix counts
// once a round.
#include <cstdio>
#include <cstdlib>

#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

namespace
{
constexpr int kCannotExecute = 126;

void become(char** command)
{
    ptrace(PTRACE_TRACEME, 0, nullptr, nullptr);
    execv(command[0], command);
    _exit(kCannotExecute);
}

/// The steps of a stopped `child` until its end; its wait status in `status`.
unsigned long long count(pid_t child, int& status)
{
    unsigned long long steps = 0;
    long signal = 0;
    while (ptrace(PTRACE_SINGLESTEP, child, nullptr, signal) == 0 && waitpid(child, &status, 0) == child &&
           WIFSTOPPED(status))
    {
        signal = WSTOPSIG(status) == SIGTRAP ? 0 : WSTOPSIG(status);
        ++steps;
    }
    return steps;
}
} // namespace

int main(int argc, char** argv)
{
    if (argc < 3)
    {
        return 64;
    }
    const pid_t child = fork();
    if (child == 0)
    {
        become(argv + 2);
    }
    int status = 0;
    waitpid(child, &status, 0);
    const unsigned long long steps = count(child, status);
    FILE* out = fopen(argv[1], "we");
    if (out == nullptr || fprintf(out, "%llu\n", steps) < 0 || fclose(out) != 0)
    {
        perror(argv[1]);
        return 1;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
