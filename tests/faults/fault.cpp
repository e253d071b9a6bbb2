#include "fault.hpp"

#include "files.hpp"
#include "trace.hpp"

#include <algorithm>
#include <stdexcept>

namespace left4me::test
{
namespace
{
constexpr char kTrace[] = "/run/trace-of-fault";
constexpr char kKill[] = "signal=SIGKILL";

struct Failing
{
    std::string_view start; // of the call, as strace writes it
    std::vector<std::string> effects;
};

// The first row that fits counts.
const std::vector<Failing>& table_of_errors()
{
    static const std::vector<Failing> table = {
        // They never fail, or never return.
        {"getuid(", {}},
        {"geteuid(", {}},
        {"gettid(", {}},
        {"umask(", {}},
        {"exit_group(", {}},
        // It says no by giving back an end of the heap that is not the one asked for.
        {"brk(", {"retval=0"}},
        {"mmap(", {"error=ENOMEM"}},
        {"munmap(", {"error=ENOMEM"}},
        {"open", {"error=EINTR", "error=ENOMEM", "error=EMFILE"}},
        {"read(", {"error=EINTR", "error=EIO"}},
        {"close(", {"error=EINTR"}},
        {"clock_nanosleep(", {"error=EINTR"}},
        {"fcntl(", {"error=EINTR", "error=ENOLCK"}},
        {"fsetxattr(", {"error=ENOSPC", "error=EPERM"}},
        {"fsopen(", {"error=ENOMEM", "error=EPERM"}},
        {"fsconfig(", {"error=ENOMEM", "error=EPERM", "error=ENOSPC"}},
        {"fsmount(", {"error=ENOMEM", "error=EPERM"}},
        {"move_mount(", {"error=ENOSPC", "error=EPERM"}}, // ENOSPC: too many mounts
        {"mount(", {"error=ENOSPC", "error=EPERM"}},
        {"umount2(", {"error=EINTR", "error=EPERM"}},
        {"getdents64(", {"error=ENOMEM"}},
        {"", {"error=EPERM"}},
    };
    return table;
}

struct Tolerated
{
    std::string_view start;  // of the call
    std::string_view within; // and somewhere in it
    std::string_view reason;
};

constexpr char kOfTheCaller[] = "the caller's value stays: slower, not less safe";
constexpr char kOtherWay[] = "another way of naming layers is tried";
constexpr char kLeftovers[] = "what is left in work waits for the next umount, or the kernel's next mount";
constexpr char kCapabilities[] =
    "libcap-ng asks how many capabilities there are, and knows itself if need be";
constexpr char kStdio[] = "stdio asks how large its buffer should be, and can do without";

constexpr Tolerated kTolerated[] = {
    {"fsconfig(", "FSCONFIG_CMD_CREATE", "an overlay of which nothing is known may live: its marks stay"},
    {"close(", "", "closed it is, close(2)"},
    {"rt_sigprocmask(", "", "the C library's own, around calls that are for all threads; there is but one"},
    {"rt_sigaction(", "", "what is refused cannot be changed by the caller either"},
    {"prlimit64(", "", "a container may not raise limits; then the host's stay"},
    {"sched_setscheduler(", "", kOfTheCaller},
    {"setpriority(", "", kOfTheCaller},
    {"openat(", "oom_score_adj", kOfTheCaller},
    {"write(3, \"0\"", "", kOfTheCaller},
    {"capget(", "", kCapabilities},
    {"openat(", "/status\"", kCapabilities},
    {"newfstatat(5, \"\"", "S_IFREG|0444", kCapabilities},
    {"read(5, \"Name:", "", kCapabilities},
    {"brk(", "", "malloc(3) takes memory from mmap(2) then"},
    {"fsconfig(", "\"left4me\"", "it fails where the kernel knows overlays: there is no such option"},
    {"fsconfig(", "FSCONFIG_SET_STRING, \"lowerdir+\"", kOtherWay},
    {"newfstatat(10, \"\"", "S_IFREG|0444", kStdio},
    {"clock_nanosleep(", "", "a pause may be shorter"},
    {"fremovexattr(", "", "the next mount overwrites it"},
    {"newfstatat(10, \"\"", "S_IFDIR", kLeftovers},
    {"fstat(10, ", "S_IFDIR", kLeftovers}, // what newer C libraries call
    {"fstat(10, ", "S_IFREG|0444", kStdio},
    {"unlinkat(7, ", "", kLeftovers},
    {"openat2(7, \"work\"", "", kLeftovers},
    {"dup(9)", "", kLeftovers},
    {"fcntl(10, ", "", kLeftovers},
    {"getdents64(10, ", "", kLeftovers},
};

bool fits(const Moment& moment, std::string_view start, std::string_view within)
{
    return moment.text.starts_with(start) && moment.text.find(within) != std::string::npos;
}
} // namespace

std::string described(const Fault& fault)
{
    return fault.effect + " at " + fault.moment.text.substr(0, 160);
}

std::vector<Fault> kills_at(const std::vector<Moment>& moments)
{
    std::vector<Fault> kills;
    for (const Moment& moment : moments)
    {
        kills.push_back({moment, kKill});
    }
    return kills;
}

std::vector<Fault> failures_of(const std::vector<Moment>& moments)
{
    std::vector<Fault> failures;
    for (const Moment& moment : moments)
    {
        const auto& table = table_of_errors();
        const auto row = std::find_if(table.begin(), table.end(),
                                      [&](const Failing& one) { return fits(moment, one.start, ""); });
        for (const std::string& effect : row->effects)
        {
            failures.push_back({moment, effect});
        }
    }
    return failures;
}

Outcome run_with(const Fault& fault, const std::string& verb)
{
    const std::string& call = fault.moment.call;
    Words argv = {tracer(),
                  "-f",
                  "-qq",
                  "-o",
                  kTrace,
                  "-e",
                  "trace=" + call,
                  "-e",
                  "inject=" + call + ':' + fault.effect + ":when=" + std::to_string(fault.moment.nth)};
    if (fault.effect != kKill)
    {
        // strace makes a call fail by asking for one that does not exist, which the helper's own filter would
        // answer with death, unless strace stops it by a filter too. A signal gets lost in such a stop.
        argv.insert(argv.begin() + 1, "--seccomp-bpf");
    }
    const Words helper = helper_with({verb, "alpha"});
    argv.insert(argv.end(), helper.begin(), helper.end());
    const Outcome outcome = run(argv, leave_mount_namespace_for_an_empty_one);
    const std::string trace = read_file(kTrace);
    if (trace.find(fault.effect == kKill ? "+++ killed by" : "(INJECTED)") == std::string::npos)
    {
        throw std::runtime_error("this fault never struck: " + described(fault) + "\n" + trace + outcome.err);
    }
    return outcome;
}

std::string_view reason_to_go_on(const Moment& moment)
{
    const auto row = std::find_if(std::begin(kTolerated), std::end(kTolerated),
                                  [&](const Tolerated& one) { return fits(moment, one.start, one.within); });
    return row == std::end(kTolerated) ? "" : row->reason;
}
} // namespace left4me::test
