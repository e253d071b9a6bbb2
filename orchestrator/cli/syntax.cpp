#include "cli/syntax.hpp"

#include "cli/requests.hpp"

#include <algorithm>
#include <iterator>

namespace left4me
{
namespace
{
OptionSyntax flag(const std::string& long_name, const std::string& help, char letter = 0)
{
    return {long_name, letter, Takes::Nothing, {}, {}, help};
}

OptionSyntax valued(const std::string& long_name, char letter, const std::string& value,
                    const std::string& help)
{
    return {long_name, letter, Takes::Value, value, {}, help};
}

const OptionSyntax& json()
{
    static const OptionSyntax option = flag("json", "for programs: JSON instead of a table");
    return option;
}

const OptionSyntax& yes()
{
    static const OptionSyntax option = flag("yes", "do not ask; without a terminal nothing is asked anyway");
    return option;
}

const OptionSyntax& names()
{
    static const OptionSyntax option = flag("names", "nothing but their names, a line each");
    return option;
}

std::vector<OptionSyntax> list_options()
{
    return {names(), flag("overlays", "the overlays that there are instead, a line each"), json()};
}

OptionSyntax wait()
{
    return {"wait", 0, Takes::OptionalValue, "SECONDS", "60", "return when the server answers a query"};
}

OptionSyntax optional(const std::string& long_name, const std::string& value, const std::string& help)
{
    return {long_name, 0, Takes::OptionalValue, value, kLeftOut, help};
}

/// Of install and update.
std::vector<OptionSyntax> steam_options(std::vector<OptionSyntax> first)
{
    for (OptionSyntax& option : std::vector<OptionSyntax>{
             flag("validate", "check every file against Steam's, and mend it"),
             valued("login", 0, "USER", "a Steam user who owns the game; the password is asked for"),
             valued("password-fd", 0, "N",
                    "read password and Steam Guard code from descriptor N, a line each"),
             valued("beta", 0, "BRANCH",
                    "a branch of Steam's; it stays until another is named, such as public"),
             valued("retries", 0, "N", "how often to try again when Steam breaks off; 3 when left out"),
             valued("keep", 0, "N", "how many generations remain, at least 2, which is so when left out"),
             valued("progress", 0, "FORM", "auto, bar, lines, or json for programs; auto when left out")})
    {
        first.push_back(std::move(option));
    }
    return first;
}

std::vector<OptionSyntax> update_options()
{
    return steam_options(
        {flag("check", "only say which build is installed and which Steam has"),
         flag("json", "with --check, for programs"),
         valued("restart", 0, "WHEN", "now, when-empty (of players), or no, which is so when left out"),
         valued("time-limit", 0, "SECONDS", "how long when-empty waits; 21600 when left out")});
}

std::vector<OptionSyntax> logs_options()
{
    return {valued("lines", 'n', "N", "the last N lines, at most 100000; 200 when left out"),
            flag("follow", "go on with lines as they come", 'f'),
            flag("no-follow", "end after the last line, which is what happens anyway"),
            valued("output", 'o', "FORMAT", "cat, short-iso-precise or json; cat when left out")};
}

std::vector<CommandSyntax> commands_of_the_game()
{
    return {{"install", "[OPTION...]", "install or update the game with SteamCMD", kNoName,
             steam_options({optional("bootstrap", "TARBALL", "unpack SteamCMD first, or say how to get it"),
                            optional("rollback", "GENERATION", "return to it, or to the one before")}),
             install_request},
            {"update", "[--check] [--restart WHEN] [OPTION...]",
             "install a newer build if there is one, and restart servers", kNoName, update_options(),
             update_request},
            {"generations",
             "[--names | --json]",
             "show the installed builds and who uses which",
             kNoName,
             {names(), json()},
             generations_request}};
}

std::vector<CommandSyntax> commands_that_change()
{
    return {{"initialize",
             "NAME -f SPEC",
             "validate SPEC and create or update the instance",
             kOneName,
             {valued("", 'f', "SPEC", "a left4me-spec(5) file; - for standard input")},
             initialize_request},
            {"adopt",
             "[NAME...] [--dry-run]",
             "take over the named instances of the earlier tool, or all",
             kNamesOrAll,
             {flag("dry-run", "only show what would be written")},
             adopt_request},
            {"start",
             "NAME... [--no-enable] [--wait[=SECONDS]]",
             "stage, start, and enable for the next boot",
             kNames,
             {flag("no-enable", "only start"), wait()},
             start_request},
            {"stop",
             "NAME... [--no-disable]",
             "stop, and disable",
             kNames,
             {flag("no-disable", "leave it as enabled as it was")},
             stop_request},
            {"restart",
             "NAME... [--wait[=SECONDS]]",
             "stop, stage and start; one that runs stays as enabled as it was",
             kNames,
             {wait()},
             restart_request},
            {"reset",
             "NAME... [--yes]",
             "stop, and wipe everything the server changed",
             kNames,
             {yes()},
             reset_request},
            {"delete", "NAME... [--yes]", "stop, and remove the instance", kNames, {yes()}, delete_request}};
}

std::vector<CommandSyntax> other_commands()
{
    return {{"status",
             "[NAME...] [--json]",
             "show the named servers, or all",
             kNamesOrAll,
             {json()},
             status_request},
            {"top",
             "[--interval SECONDS]",
             "watch all servers until q",
             kNoName,
             {valued("interval", 0, "SECONDS", "between two looks; 2 when left out")},
             top_request},
            {"list", "[--names | --overlays | --json]", "show all instances", kNoName, list_options(),
             list_request},
            {"logs", "NAME [-n N] [-f] [-o FORMAT]", "show the server's log", kOneName, logs_options(),
             logs_request},
            {"players", "NAME [--json]", "show who plays there", kOneName, {json()}, players_request},
            {"send",
             "NAME -- COMMAND...",
             "let the server perform a console command, and show its answer",
             kNameAndWords,
             {},
             send_request},
            {"console", "NAME", "talk to the server's console until Ctrl-D", kOneName, {}, console_request},
            {"events",
             "[--json]",
             "show changes of servers' states as they come",
             kNoName,
             {json()},
             events_request},
            {"doctor",
             "[--json | --open OVERLAY [--yes]]",
             "check this host, and say how to mend what is wrong",
             kNoName,
             {json(), valued("open", 0, "OVERLAY", "let the service user read it, as a finding says"),
              flag("yes", "do not ask whether it may")},
             doctor_request},
            {"run", "NAME", "run the server in the foreground, without root", kOneName, {}, run_request}};
}

std::vector<CommandSyntax> all_commands()
{
    std::vector<CommandSyntax> all = commands_of_the_game();
    for (auto part : {commands_that_change(), other_commands()})
    {
        std::move(part.begin(), part.end(), std::back_inserter(all));
    }
    return all;
}
} // namespace

const CommandSyntax& global_syntax()
{
    static const CommandSyntax syntax{
        {},
        {},
        {},
        kNoName,
        {valued("root", 0, "DIR", "the state root, an absolute path"),
         flag("verbose", "also show what a successful subprocess wrote to standard error"),
         flag("version", "show the version")},
        nullptr};
    return syntax;
}

const std::vector<CommandSyntax>& command_syntaxes()
{
    static const std::vector<CommandSyntax> commands = all_commands();
    return commands;
}
} // namespace left4me
