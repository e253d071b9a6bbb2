// The moments of a helper's life at which something can go wrong: its system calls, as a trace of this very
// helper on this very kernel shows them, so that none is forgotten.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace left4me::test
{
struct Moment
{
    std::string call;    // openat2
    std::size_t nth = 0; // the how many-th of its name since execve, as strace counts
    std::string text;    // the whole call with its arguments and result, for people
};

/// Runs the helper once under strace and returns its calls from main() on: what the loader does before is not
/// ours. Throws when the helper failed.
[[nodiscard]] std::vector<Moment> moments_of(const std::string& verb);

/// Those from the moment on when the filter of system calls is in force: what comes before is the same for
/// every call of the helper.
[[nodiscard]] std::vector<Moment> since_filter(const std::vector<Moment>& moments);
} // namespace left4me::test
