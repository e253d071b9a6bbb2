#include "cli/command_line.hpp"

#include "cli/help.hpp"
#include "cli/options.hpp"
#include "left4me/error.hpp"
#include "spec/nearest.hpp"
#include "spec/text.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

namespace left4me
{
namespace
{
using Words = std::vector<std::string>;

constexpr char kAllCommands[] = ". All are in l4d2ctl --help";

/// What a command is called elsewhere.
struct Synonym
{
    std::string_view other_tools;
    std::string_view ours;
};

constexpr std::array<Synonym, 13> kSynonyms = {{{"remove", "delete"},
                                                {"rm", "delete"},
                                                {"purge", "delete"},
                                                {"create", "initialize"},
                                                {"new", "initialize"},
                                                {"add", "initialize"},
                                                {"upgrade", "update"},
                                                {"enable", "start"},
                                                {"disable", "stop"},
                                                {"kill", "stop"},
                                                {"details", "status"},
                                                {"monitor", "top"},
                                                {"rcon", "send"}}};

/// The first word that is neither an option nor the value of --root.
Words::const_iterator find_command(const Words& words)
{
    auto word = words.begin();
    while (word != words.end() && word->substr(0, 1) == "-")
    {
        word += std::min<std::ptrdiff_t>(*word == "--root" ? 2 : 1, words.end() - word);
    }
    return word;
}

const CommandSyntax& syntax_of(const std::string& word)
{
    Words names;
    for (const CommandSyntax& command : command_syntaxes())
    {
        if (command.name == word)
        {
            return command;
        }
        names.push_back(command.name);
    }
    const auto* const synonym = std::find_if(kSynonyms.begin(), kSynonyms.end(),
                                             [&](const Synonym& one) { return one.other_tools == word; });
    const std::string hint = synonym == kSynonyms.end()
                                 ? did_you_mean(word, names)
                                 : "; did you mean " + std::string(synonym->ours) + "?";
    throw UserError(Exit::Usage,
                    "there is no command " + shown(word) + hint + (hint.empty() ? kAllCommands : ""));
}

/// What people try first: help, and help COMMAND.
Request parse_help(const Words& words)
{
    if (words.size() > 1)
    {
        throw UserError(Exit::Usage, "help takes one command: l4d2ctl help COMMAND");
    }
    return TextRequest{words.empty() ? overview() : help_of(syntax_of(words.front()))};
}

Request parse_command(const CommandSyntax& command, const Words& words)
{
    const OptionValues values = read_words(words, command);
    if (values.has(kHelp))
    {
        return TextRequest{help_of(command)};
    }
    if (values.names().size() < command.names.least)
    {
        throw UserError(Exit::Usage, "a name is missing. " + usage(command));
    }
    return command.request(values);
}
} // namespace

CommandLine parse_command_line(const std::vector<std::string>& words)
{
    const auto command = find_command(words);
    const OptionValues values = read_words({words.begin(), command}, global_syntax());
    CommandLine line;
    line.root = values.text("root");
    line.verbosity = values.has("verbose") ? Verbosity::Verbose : Verbosity::Quiet;
    if (values.has(kHelp) || values.has("version"))
    {
        line.request = TextRequest{values.has(kHelp) ? overview() : version()};
        return line;
    }
    if (command == words.end())
    {
        throw UserError(Exit::Usage, std::string("a command is missing") + kAllCommands);
    }
    const Words rest{command + 1, words.end()};
    line.request = *command == kHelp ? parse_help(rest) : parse_command(syntax_of(*command), rest);
    return line;
}
} // namespace left4me
