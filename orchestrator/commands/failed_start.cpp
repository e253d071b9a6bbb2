#include "commands/failed_start.hpp"

#include "commands/message.hpp"
#include "commands/server_state.hpp"
#include "left4me/error.hpp"
#include "spec/nearest.hpp"
#include "system/journal.hpp"
#include "system/output.hpp"
#include "system/terminal_text.hpp"
#include "system/unit_files.hpp"
#include "system/units.hpp"

#include <chrono>
#include <cstdlib>
#include <functional>
#include <system_error>
#include <thread>
#include <vector>

#include <nlohmann/json.hpp>
#include <unistd.h>

namespace left4me
{
namespace
{
constexpr unsigned kLastLines = 20;
// A process is gone before journald has written its last words.
constexpr std::chrono::milliseconds kJournaldsDelay{500};

/// The text of a line in journald's JSON (systemd.journal-fields(7)): what is no UTF-8 is an array of bytes.
std::string text_in(const nlohmann::json& entry)
{
    const nlohmann::json message = entry.value("MESSAGE", nlohmann::json());
    if (message.is_array())
    {
        const auto bytes = message.get<std::vector<unsigned char>>();
        return {bytes.begin(), bytes.end()};
    }
    return message.is_string() ? message.get<std::string>() : "";
}

bool is_since(const nlohmann::json& entry, std::chrono::system_clock::time_point moment)
{
    const auto microseconds =
        std::chrono::duration_cast<std::chrono::microseconds>(moment.time_since_epoch()).count();
    return std::strtoll(entry.value("__REALTIME_TIMESTAMP", "0").c_str(), nullptr, 10) >= microseconds;
}

/// Nothing of an earlier run.
void show_last_lines(const Context& context, const std::string& name)
{
    std::this_thread::sleep_for(kJournaldsDelay);
    JournalRequest request;
    request.name = name;
    request.lines = kLastLines;
    request.format = JournalFormat::Json;
    std::string lines;
    read_journal(request,
                 [&](std::string_view line)
                 {
                     const auto entry = nlohmann::json::parse(line, nullptr, false);
                     if (entry.is_object() && is_since(entry, context.began))
                     {
                         lines += text_in(entry) + "\n";
                     }
                 });
    write_out(STDERR_FILENO, ::isatty(STDERR_FILENO) == 1 ? for_terminal(lines) : lines);
}

void passing_over_failures(const std::function<void()>& step)
{
    try
    {
        step();
    }
    catch (const UserError&)
    {
    }
    catch (const HelperError&)
    {
    }
    catch (const std::system_error&)
    {
    }
}
/// Doctor knows only of limits with which no game at all comes up.
void say_who_changed_its_unit(const std::string& name)
{
    const std::vector<std::string> drop_ins = drop_ins_of(name, unit_load_path());
    if (!drop_ins.empty())
    {
        say(for_terminal(enumerated(drop_ins)) + (drop_ins.size() == 1 ? " changes" : " change") +
            " the unit, as systemctl cat " + unit_of(name) +
            " shows: to do without, move it away and call systemctl daemon-reload");
    }
}
} // namespace

void show_why_it_failed(const Context& context, const std::string& name)
{
    passing_over_failures(
        [&]
        {
            const UnitState now = unit_state(name, context.verbosity);
            if (state_of(now) == ServerState::Failed || awaits_restart(now))
            {
                show_last_lines(context, name);
            }
        });
    say_who_changed_its_unit(name);
    say("l4d2ctl doctor checks the host");
}

void report_failed_start(const Context& context, const std::string& name, const std::string& result)
{
    passing_over_failures([&] { show_last_lines(context, name); });
    say_who_changed_its_unit(name);
    throw UserError(Exit::Failed, name + " failed to start (" + result +
                                      "); above are the last lines of l4d2ctl logs " + name +
                                      ", and l4d2ctl doctor checks the host");
}
} // namespace left4me
