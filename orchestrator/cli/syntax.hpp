// What may stand on the command line: one table for parsing and for --help. Inner header of this room.
#pragma once

#include "cli/option_values.hpp"
#include "cli/request.hpp"

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

namespace left4me
{
inline constexpr char kHelp[] = "help";
/// What an optional value is when nothing stands there and nothing is meant.
inline constexpr char kLeftOut[] = "-";
inline constexpr std::size_t kAnyNumber = std::numeric_limits<std::size_t>::max();

enum class Takes
{
    Nothing,
    Value,
    OptionalValue, ///< in the form --option=VALUE only
};

struct OptionSyntax
{
    std::string long_name; ///< without dashes; may be empty
    char letter = 0;       ///< 0: none
    Takes takes = Takes::Nothing;
    std::string value;         ///< what help calls the value
    std::string when_left_out; ///< of an OptionalValue
    std::string help;
};

/// How many names belong to a command.
struct NameCount
{
    std::size_t least = 0;
    std::size_t most = 0;
};

inline constexpr NameCount kNoName{0, 0};
inline constexpr NameCount kOneName{1, 1};
inline constexpr NameCount kNameAndWords{1, kAnyNumber}; ///< of which only the first is a name
inline constexpr NameCount kNames{1, kAnyNumber};
inline constexpr NameCount kNamesOrAll{0, kAnyNumber};

struct CommandSyntax
{
    std::string name;  ///< empty: what stands before the command
    std::string words; ///< what follows the name, for the usage line
    std::string summary;
    NameCount names;
    std::vector<OptionSyntax> options; ///< besides --help
    Request (*request)(const OptionValues& values) = nullptr;
};

/// What stands before the command.
[[nodiscard]] const CommandSyntax& global_syntax();

/// In the order of the manual.
[[nodiscard]] const std::vector<CommandSyntax>& command_syntaxes();
} // namespace left4me
