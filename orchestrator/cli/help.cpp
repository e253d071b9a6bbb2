#include "cli/help.hpp"

#include "cli/options.hpp"
#include "paths.hpp"

namespace left4me
{
namespace
{
constexpr std::size_t kSummaryColumn = 14;
} // namespace

std::string usage(const CommandSyntax& command)
{
    return command.name.empty() ? "usage: l4d2ctl [--root DIR] [--verbose] COMMAND ..."
                                : "usage: l4d2ctl " + command.name + " " + command.words;
}

std::string overview()
{
    std::string text = usage(global_syntax()) + "\n\nCommands:\n";
    for (const CommandSyntax& command : command_syntaxes())
    {
        const std::string head = "  " + command.name;
        text += head + std::string(kSummaryColumn - head.size(), ' ') + command.summary + "\n";
    }
    return text + "\nOptions:\n" + describe_options(global_syntax()) +
           "\nThe options of a command: l4d2ctl COMMAND --help. All else: man l4d2ctl.\n";
}

std::string help_of(const CommandSyntax& command)
{
    return usage(command) + "\n" + command.summary + "\n\nOptions:\n" + describe_options(command);
}

std::string version()
{
    return std::string("l4d2ctl ") + paths::kVersion + "\n";
}
} // namespace left4me
