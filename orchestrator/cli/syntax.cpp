#include "cli/syntax.hpp"

#include "cli/requests.hpp"

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
    static const OptionSyntax option = flag("yes", "do not ask, also on a terminal");
    return option;
}

OptionSyntax wait()
{
    return {"wait", 0, Takes::OptionalValue, "SECONDS", "60", "return when the server answers a query"};
}

std::vector<OptionSyntax> logs_options()
{
    return {valued("lines", 'n', "N", "the last N lines, at most 100000; 200 when left out"),
            flag("follow", "go on with lines as they come", 'f'),
            flag("no-follow", "end after the last line, which is what happens anyway"),
            valued("output", 'o', "FORMAT", "cat, short-iso-precise or json; cat when left out")};
}

std::vector<CommandSyntax> commands_that_change()
{
    return {{"initialize",
             "NAME -f SPEC",
             "validate SPEC and create or update the instance",
             kOneName,
             {valued("", 'f', "SPEC", "a left4me-spec(5) file")},
             initialize_request},
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
             "NAME...",
             "stop, stage and start; enablement stays as it was",
             kNames,
             {},
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
            {"list", "[--json]", "show all instances", kNoName, {json()}, list_request},
            {"logs", "NAME [-n N] [-f] [-o FORMAT]", "show the server's log", kOneName, logs_options(),
             logs_request},
            {"run", "NAME", "what the unit runs: become the game", kOneName, {}, run_request}};
}

std::vector<CommandSyntax> all_commands()
{
    std::vector<CommandSyntax> all = commands_that_change();
    for (CommandSyntax& command : other_commands())
    {
        all.push_back(std::move(command));
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
