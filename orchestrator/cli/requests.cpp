#include "cli/requests.hpp"

#include "cli/number.hpp"
#include "left4me/error.hpp"
#include "spec/name.hpp"
#include "spec/text.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace left4me
{
namespace
{
constexpr unsigned kLongestWait = 24 * 60 * 60; // seconds
constexpr unsigned kLongestInterval = 60 * 60;

constexpr std::array<std::pair<std::string_view, JournalFormat>, 3> kFormats = {{
    {"cat", JournalFormat::Cat},
    {"short-iso-precise", JournalFormat::ShortIsoPrecise},
    {"json", JournalFormat::Json},
}};

std::vector<std::string> names_of(const OptionValues& values)
{
    for (const std::string& name : values.names())
    {
        require_instance_name(name);
    }
    return values.names();
}

/// In the caller's order, for what is done to each of them.
std::vector<std::string> different_names_of(const OptionValues& values)
{
    std::vector<std::string> names;
    for (const std::string& name : names_of(values))
    {
        if (std::find(names.begin(), names.end(), name) == names.end())
        {
            names.push_back(name);
        }
    }
    return names;
}

std::string name_of(const OptionValues& values)
{
    return names_of(values).at(0);
}

JournalFormat format_of(const std::string& text)
{
    for (const auto& [word, format] : kFormats)
    {
        if (text == word)
        {
            return format;
        }
    }
    throw UserError(Exit::Usage, "--output takes cat, short-iso-precise or json, not " + shown(text));
}

std::optional<std::chrono::seconds> wait_of(const OptionValues& values)
{
    const auto seconds = values.text("wait");
    return seconds ? std::optional(std::chrono::seconds(number_of("--wait", *seconds, 1, kLongestWait)))
                   : std::nullopt;
}
} // namespace

Request initialize_request(const OptionValues& values)
{
    InitializeRequest request{name_of(values), {}};
    const auto file = values.text("f");
    if (!file || file->empty())
    {
        throw UserError(Exit::Usage, "initialize needs -f SPEC");
    }
    request.spec_file = *file;
    return request;
}

Request adopt_request(const OptionValues& values)
{
    return AdoptRequest{different_names_of(values), values.has("dry-run")};
}

Request start_request(const OptionValues& values)
{
    return StartRequest{different_names_of(values), !values.has("no-enable"), wait_of(values)};
}

Request stop_request(const OptionValues& values)
{
    return StopRequest{different_names_of(values), !values.has("no-disable")};
}

Request restart_request(const OptionValues& values)
{
    return RestartRequest{different_names_of(values), wait_of(values)};
}

Request reset_request(const OptionValues& values)
{
    return ResetRequest{different_names_of(values), values.has("yes")};
}

Request delete_request(const OptionValues& values)
{
    return DeleteRequest{different_names_of(values), values.has("yes")};
}

Request status_request(const OptionValues& values)
{
    return StatusRequest{names_of(values), values.has("json")};
}

Request top_request(const OptionValues& values)
{
    TopRequest request;
    if (const auto seconds = values.text("interval"))
    {
        request.interval = std::chrono::seconds(number_of("--interval", *seconds, 1, kLongestInterval));
    }
    return request;
}

Request list_request(const OptionValues& values)
{
    require_one_at_most(values, {"names", "overlays", "json"});
    return ListRequest{values.has("names"), values.has("overlays"), values.has("json")};
}

Request logs_request(const OptionValues& values)
{
    require_one_at_most(values, {"follow", "no-follow"});
    LogsRequest request;
    request.journal.name = name_of(values);
    request.journal.follow = values.has("follow");
    if (const auto lines = values.text("lines"))
    {
        request.journal.lines = number_of("--lines", *lines, 0, kJournalLinesLimit);
    }
    if (const auto format = values.text("output"))
    {
        request.journal.format = format_of(*format);
    }
    return request;
}

Request players_request(const OptionValues& values)
{
    return PlayersRequest{name_of(values), values.has("json")};
}

/// One line from the words, as a shell's `echo` makes it.
Request send_request(const OptionValues& values)
{
    const std::vector<std::string>& words = values.names();
    require_instance_name(words.at(0));
    SendRequest request{words.at(0), {}};
    for (std::size_t at = 1; at < words.size(); ++at)
    {
        request.command += (at == 1 ? "" : " ") + words[at];
    }
    if (split_words(request.command).empty())
    {
        throw UserError(Exit::Usage,
                        "a command for the server's console is missing: l4d2ctl send NAME -- COMMAND");
    }
    return request;
}

Request console_request(const OptionValues& values)
{
    return ConsoleRequest{name_of(values)};
}

Request events_request(const OptionValues& values)
{
    return EventsRequest{values.has("json")};
}

Request doctor_request(const OptionValues& values)
{
    require_one_at_most(values, {"json", "open"});
    if (values.has("yes") && !values.has("open"))
    {
        throw UserError(Exit::Usage, "--yes needs --open OVERLAY");
    }
    return DoctorRequest{values.has("json"), values.text("open"), values.has("yes")};
}

Request run_request(const OptionValues& values)
{
    return RunRequest{name_of(values)};
}
} // namespace left4me
