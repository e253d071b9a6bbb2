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

/// Runs the helper from a private mount namespace, so that it has to join PID 1's, and returns its calls that
/// take paths, join namespaces, mount or unmount. Throws when the helper failed.
[[nodiscard]] std::vector<Call> calls_of(const std::string& verb, const std::string& instance);
} // namespace left4me::test
