// A server's log, through the root helper left4me-journalctl.
#pragma once

#include "system/process.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace left4me
{
enum class JournalFormat
{
    Cat,             ///< the text alone
    ShortIsoPrecise, ///< time, host, process and text
    Json,            ///< an object a line
};

inline constexpr unsigned kJournalLines = 200;         ///< unless asked otherwise
inline constexpr unsigned kJournalLinesLimit = 100000; ///< the helper takes no more

struct JournalRequest
{
    std::string name; ///< a valid instance name
    unsigned lines = kJournalLines;
    bool follow = false; ///< until a signal, or until the reader leaves
    JournalFormat format = JournalFormat::Cat;
};

/// Writes the log to the descriptor `out`, whole lines at a time and at once; what the game wrote, byte for
/// byte, unless `out` is a terminal: then control characters are shown as \xNN. Whether there was anything to
/// show. Errors as of stream().
bool show_journal(const JournalRequest& request, int out, Verbosity verbosity);

/// Gives the sink each line without its end; what it throws ends the reading and is passed on. Errors as of
/// stream().
void read_journal(const JournalRequest& request, const std::function<void(std::string_view line)>& sink);
} // namespace left4me
