#include "cli/options.hpp"

#include "cli/help.hpp"
#include "left4me/error.hpp"
#include "spec/nearest.hpp"
#include "spec/text.hpp"

#include <algorithm>
#include <sstream>

#include <boost/program_options.hpp>

namespace po = boost::program_options;

namespace left4me
{
namespace
{
constexpr char kPositional[] = "NAME";

constexpr int kStyle = po::command_line_style::allow_long | po::command_line_style::long_allow_adjacent |
                       po::command_line_style::long_allow_next | po::command_line_style::allow_short |
                       po::command_line_style::allow_dash_for_short |
                       po::command_line_style::short_allow_adjacent |
                       po::command_line_style::short_allow_next;

/// How many words an option takes, and what help calls them. Values stay text: their meaning is for others.
class Text : public po::untyped_value
{
public:
    explicit Text(const OptionSyntax& option) : takes_(option.takes), value_(option.value) {}

    [[nodiscard]] std::string name() const override
    {
        return takes_ == Takes::OptionalValue ? "[=" + value_ + "]" : value_;
    }
    [[nodiscard]] unsigned min_tokens() const override { return max_tokens(); }
    [[nodiscard]] unsigned max_tokens() const override { return takes_ == Takes::Nothing ? 0 : 1; }

private:
    Takes takes_;
    std::string value_;
};

/// Boost's way to write both names.
std::string names_of(const OptionSyntax& option)
{
    return option.letter == 0 ? option.long_name : option.long_name + ',' + option.letter;
}

/// Boost's way to call what it has read.
std::string key_of(const OptionSyntax& option)
{
    return option.long_name.empty() ? std::string{'-', option.letter} : option.long_name;
}

/// Ours.
std::string name_of(const OptionSyntax& option)
{
    return option.long_name.empty() ? std::string(1, option.letter) : option.long_name;
}

std::vector<OptionSyntax> options_of(const CommandSyntax& syntax)
{
    std::vector<OptionSyntax> options = syntax.options;
    options.push_back({kHelp, 'h', Takes::Nothing, {}, {}, "show this"});
    return options;
}

po::options_description description_of(const std::vector<OptionSyntax>& options)
{
    po::options_description description;
    for (const OptionSyntax& option : options)
    {
        description.add_options()(names_of(option).c_str(), new Text(option), option.help.c_str());
    }
    return description;
}

bool is_number(const std::string& word)
{
    return !word.empty() && word.find_first_not_of("0123456789") == std::string::npos;
}

/// Who writes `start alpha --wait 5` means no server of the name 5, and where no names belong each word is a
/// value.
void refuse_value_after(const std::string& option, const std::vector<std::string>& words,
                        const CommandSyntax& syntax)
{
    const auto at = std::find(words.begin(), words.end(), option);
    if (at == words.end() || at + 1 == words.end())
    {
        return;
    }
    const std::string& next = *(at + 1);
    if (is_number(next) || (syntax.names.most == 0 && !next.starts_with("-")))
    {
        throw UserError(Exit::Usage,
                        option + " " + printable(next) + " is written " + option + "=" + printable(next));
    }
}

/// Boost lets an option with an optional value have the next word, too: `start --wait alpha` would lack a
/// name. So a value that is left out is put in.
std::vector<std::string> with_values(std::vector<std::string> words, const CommandSyntax& syntax)
{
    for (const OptionSyntax& option : syntax.options)
    {
        if (option.takes == Takes::OptionalValue)
        {
            const std::string word = "--" + option.long_name;
            refuse_value_after(word, words, syntax);
            const auto end = std::find(words.begin(), words.end(), "--");
            std::replace(words.begin(), end, word, word + "=" + option.when_left_out);
        }
    }
    return words;
}

std::vector<po::option> parse(const std::vector<std::string>& words, const CommandSyntax& syntax)
{
    const po::options_description described = description_of(options_of(syntax));
    po::positional_options_description positions;
    if (syntax.names.most > 0)
    {
        positions.add(kPositional,
                      syntax.names.most == kAnyNumber ? -1 : static_cast<int>(syntax.names.most));
    }
    return po::command_line_parser(with_values(words, syntax))
        .options(described)
        .positional(positions)
        .style(kStyle)
        .run()
        .options;
}

const OptionSyntax& syntax_of(const std::vector<OptionSyntax>& options, const std::string& key)
{
    return *std::find_if(options.begin(), options.end(),
                         [&](const OptionSyntax& option) { return key_of(option) == key; });
}

void take(OptionValues& values, const OptionSyntax& syntax, const po::option& given)
{
    if (values.has(name_of(syntax)))
    {
        const std::string dashes = syntax.long_name.empty() ? "-" : "--";
        throw UserError(Exit::Usage, dashes + name_of(syntax) + " is given twice");
    }
    values.add(name_of(syntax), given.value.empty() ? std::string() : given.value.front());
}

OptionValues values_of(const std::vector<po::option>& given, const CommandSyntax& syntax)
{
    const std::vector<OptionSyntax> options = options_of(syntax);
    OptionValues values;
    for (const po::option& option : given)
    {
        if (option.position_key >= 0)
        {
            values.add_name(option.value.front());
            continue;
        }
        take(values, syntax_of(options, option.string_key), option);
    }
    return values;
}

std::vector<std::string> long_names_of(const CommandSyntax& syntax)
{
    std::vector<std::string> names;
    for (const OptionSyntax& option : options_of(syntax))
    {
        names.push_back("--" + option.long_name);
    }
    return names;
}

/// As `initialize` does.
bool needs_file(const CommandSyntax& syntax)
{
    return std::any_of(syntax.options.begin(), syntax.options.end(),
                       [](const OptionSyntax& option)
                       { return option.letter == 'f' && option.takes == Takes::Value; });
}

/// Boost writes two dashes before a letter, too.
std::string as_written(const std::string& option)
{
    constexpr std::size_t kDashesAndLetter = 3;
    return option.size() == kDashesAndLetter && option.starts_with("--") ? option.substr(1) : option;
}

[[noreturn]] void refuse_words(const std::string& sentence, const CommandSyntax& syntax)
{
    throw UserError(Exit::Usage, sentence + (sentence.back() == '?' ? " " : ". ") + usage(syntax));
}
} // namespace

OptionValues read_words(const std::vector<std::string>& words, const CommandSyntax& syntax)
{
    try
    {
        return values_of(parse(words, syntax), syntax);
    }
    catch (const po::unknown_option& error)
    {
        const std::string& word = error.get_option_name();
        refuse_words("there is no option " + shown(word) + " here" +
                         did_you_mean(word, long_names_of(syntax)),
                     syntax);
    }
    catch (const po::too_many_positional_options_error&)
    {
        const std::string what =
            syntax.names.most == 0 ? "no name belongs here" : "only one name belongs here";
        refuse_words(what + (needs_file(syntax) ? ", and the file is named with -f" : ""), syntax);
    }
    catch (const po::invalid_command_line_syntax& error)
    {
        const bool too_much = error.kind() == po::invalid_command_line_syntax::extra_parameter;
        refuse_words("the option " + printable(as_written(error.get_option_name())) +
                         (too_much ? " takes no value" : " needs a value"),
                     syntax);
    }
    catch (const po::error& error)
    {
        refuse_words(printable(error.what()), syntax);
    }
}

std::string describe_options(const CommandSyntax& syntax)
{
    std::ostringstream text;
    text << description_of(options_of(syntax));
    return text.str();
}
} // namespace left4me
