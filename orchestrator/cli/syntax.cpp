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
} // namespace

const CommandSyntax& global_syntax()
{
    static const CommandSyntax syntax{
        {},
        {},
        {},
        0,
        0,
        {valued("root", 0, "DIR", "the state root, an absolute path"),
         flag("verbose", "also show what a successful subprocess wrote to standard error"),
         flag("version", "show the version")},
        nullptr};
    return syntax;
}

const std::vector<CommandSyntax>& command_syntaxes()
{
    static const std::vector<CommandSyntax> commands{
        {"initialize",
         "NAME -f SPEC",
         "validate SPEC and create or update the instance",
         1,
         1,
         {valued("", 'f', "SPEC", "a left4me-spec(5) file")},
         initialize_request},
        {"start",
         "NAME... [--no-enable] [--wait[=SECONDS]]",
         "stage, start, and enable for the next boot",
         1,
         kAnyNumber,
         {flag("no-enable", "only start"), wait()},
         start_request},
        {"stop",
         "NAME... [--no-disable]",
         "stop, and disable",
         1,
         kAnyNumber,
         {flag("no-disable", "leave it as enabled as it was")},
         stop_request},
        {"restart",
         "NAME...",
         "stop, stage and start; enablement stays as it was",
         1,
         kAnyNumber,
         {},
         restart_request},
        {"reset",
         "NAME... [--yes]",
         "stop, and wipe everything the server changed",
         1,
         kAnyNumber,
         {yes()},
         reset_request},
        {"delete",
         "NAME... [--yes]",
         "stop, and remove the instance",
         1,
         kAnyNumber,
         {yes()},
         delete_request},
        {"status",
         "[NAME...] [--json]",
         "show the named servers, or all",
         0,
         kAnyNumber,
         {json()},
         status_request},
        {"list", "[--json]", "show all instances", 0, 0, {json()}, list_request},
        {"logs", "NAME [-n N] [-f] [-o FORMAT]", "show the server's log", 1, 1, logs_options(), logs_request},
        {"run", "NAME", "what the unit runs: become the game", 1, 1, {}, run_request},
    };
    return commands;
}
} // namespace left4me
