#include "system/journal.hpp"

#include "paths.hpp"
#include "system/line_buffer.hpp"
#include "system/output.hpp"
#include "system/sudo.hpp"
#include "system/terminal_text.hpp"

#include <unistd.h>

namespace left4me
{
namespace
{
const char* word_of(JournalFormat format)
{
    switch (format)
    {
    case JournalFormat::Cat:
        return "cat";
    case JournalFormat::ShortIsoPrecise:
        return "short-iso-precise";
    case JournalFormat::Json:
        return "json";
    }
    return "cat";
}
} // namespace

void show_journal(const JournalRequest& request, int out, Verbosity verbosity)
{
    const Argv words{request.name,
                     "--lines",
                     std::to_string(request.lines),
                     request.follow ? "--follow" : "--no-follow",
                     "--output",
                     word_of(request.format)};
    const bool terminal = ::isatty(out) == 1;
    const auto show = [&](const std::string& text) { write_out(out, terminal ? for_terminal(text) : text); };
    LineBuffer lines;
    stream(
        helper_call(paths::kJournalctlHelper, words),
        [&](std::string_view piece) { show(lines.take(piece)); }, out, verbosity);
    show(lines.rest());
}
} // namespace left4me
