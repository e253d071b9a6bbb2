// The system calls of one run of the helper, as strace sees them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace left4me::test
{
struct Call
{
    std::string name;                 // openat2
    std::string text;                 // the whole line
    std::vector<std::string> strings; // what stands between double quotes, as strace escapes it
};

/// strace(1), or an empty path where it is not installed.
[[nodiscard]] std::filesystem::path tracer();

/// Calls that take paths, join namespaces, give up powers, mount or unmount, in strace's words.
inline constexpr char kPathsAndMounts[] =
    "%file,setns,prctl,setresuid,openat2,fsopen,fsconfig,fsmount,move_mount,open_tree,mount,umount2,execve";

/// Runs the helper from a private mount namespace, so that it has to join PID 1's, and returns those of its
/// calls that `which` names, "all" of them if need be. Throws when the helper failed.
[[nodiscard]] std::vector<Call> calls_of(const std::string& verb, const std::string& instance,
                                         const std::string& which = kPathsAndMounts);
} // namespace left4me::test
