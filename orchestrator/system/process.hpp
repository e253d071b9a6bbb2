// Running a child to its end. Children are made in this room only.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace left4me
{
/// The absolute path of a program, then its arguments. No shell, no search in PATH.
using Argv = std::vector<std::string>;

/// Whether the stderr of a child that succeeded is passed on, too; a failed one's always is, unchanged.
enum class Verbosity
{
    Quiet,
    Verbose, ///< l4d2ctl --verbose
};

/// A child has stdin from /dev/null, no descriptor above 2, default signal dispositions and an empty mask.
/// While it runs, SIGINT, SIGTERM and SIGHUP end it first (SIGTERM; after 2 s its pipes are closed and
/// SIGKILL is tried) and are then thrown as Interrupted, unless the caller of l4d2ctl has them ignored.
///
/// All of these throw UserError(Unavailable) naming a program that is missing or cannot be executed,
/// Interrupted, and std::system_error.

struct Ended
{
    int status = 0;  ///< 128 + N where signal N ended it
    std::string out; ///< at most 16 MiB, otherwise UserError(OsErr)
    std::string err; ///< what exceeds 1 MiB is passed on at once
};

/// Runs a child whose failure is the caller's to judge; nothing is shown.
[[nodiscard]] Ended capture(const Argv& argv);

/// What it wrote to stdout. HelperError with its status when that is not 0.
[[nodiscard]] std::string output_of(const Argv& argv, Verbosity verbosity);

/// Something a child does before it becomes a program; what it throws is said on the child's stderr,
/// status 71.
using Preparation = std::function<void()>;

/// Takes output as it comes, in pieces that end anywhere. What it throws ends the child and is passed on.
using Sink = std::function<void(std::string_view)>;

/// Runs a program that starts others, such as SteamCMD, and lets none of them survive: neither its end, nor
/// ours, however we end. Gives both outputs on as they come and returns the status, 128 + N after signal N.
[[nodiscard]] int run_to_the_last(const Argv& argv, const Preparation& prepare, const Sink& out,
                                  const Sink& err);

/// Gives stdout to the sink while the child runs; the last piece comes before this returns. `reader` is the
/// descriptor that the sink writes to: when whoever reads it leaves, even while no output comes, the child
/// is ended and Interrupted(SIGPIPE) thrown. HelperError as above.
void stream(const Argv& argv, const Sink& sink, int reader, Verbosity verbosity);
} // namespace left4me
