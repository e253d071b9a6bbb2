#include "system/journal.hpp"

#include "left4me/fd.hpp"
#include "paths.hpp"
#include "system/line_buffer.hpp"
#include "system/output.hpp"
#include "system/sudo.hpp"
#include "system/terminal_text.hpp"

#include <algorithm>

#include <fcntl.h>
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

Argv helper_call_for(const JournalRequest& request)
{
    return helper_call(paths::kJournalctlHelper,
                       {request.name, "--lines", std::to_string(request.lines),
                        request.follow ? "--follow" : "--no-follow", "--output", word_of(request.format)});
}
} // namespace

bool show_journal(const JournalRequest& request, int out, Verbosity verbosity)
{
    const bool terminal = ::isatty(out) == 1;
    bool anything = false;
    const auto show = [&](const std::string& text)
    {
        anything = anything || !text.empty();
        write_out(out, terminal ? for_terminal(text) : text);
    };
    LineBuffer lines;
    stream(
        helper_call_for(request), [&](std::string_view piece) { show(lines.take(piece)); }, out, verbosity);
    show(lines.rest());
    return anything;
}

void read_journal(const JournalRequest& request, const std::function<void(std::string_view line)>& sink)
{
    const auto give = [&](std::string_view text)
    {
        while (!text.empty())
        {
            const std::size_t end = std::min(text.find('\n'), text.size());
            sink(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
    };
    const Fd nobody(::open("/dev/null", O_WRONLY | O_CLOEXEC)); // a reader that never leaves
    LineBuffer lines;
    stream(
        helper_call_for(request), [&](std::string_view piece) { give(lines.take(piece)); }, nobody.get(),
        Verbosity::Quiet);
    give(lines.rest());
}
} // namespace left4me
