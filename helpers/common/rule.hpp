// A wrapper's whitelist as data: what the caller may say, and what the wrapped program is then given.
#pragma once

#include "common/name.hpp"
#include "common/words.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace left4me
{
// Slots in a rule, written where a fixed word could stand. No caller can type them: they hold a newline.
inline constexpr char kInstance[] = "\nNAME";        // one instance name
inline constexpr char kInstances[] = "\nNAME…";      // 1 to 256 instance names, last
inline constexpr char kCount[] = "\nN";              // 0 to 100000, no leading zero
inline constexpr char kUnit[] = "\nUNIT";            // given: left4me-server@NAME.service
inline constexpr char kUnits[] = "\nUNIT…";          // given: the units of kInstances
inline constexpr char kUnitOption[] = "\n--unit=";   // given: --unit=left4me-server@NAME.service
inline constexpr char kLinesOption[] = "\n--lines="; // given: --lines=N

inline constexpr std::size_t kMostInstances = 256;
inline constexpr unsigned kMostLines = 100'000;

struct Rule
{
    const char* said[6];  // the caller's words, exactly these, up to the first nullptr
    const char* given[8]; // the program's words, up to the first nullptr
};

/// The words of one column, without the nullptrs that fill it up.
constexpr std::span<const char* const> column(std::span<const char* const> words)
{
    std::size_t length = 0;
    while (length < words.size() && words[length] != nullptr)
    {
        ++length;
    }
    return words.first(length);
}

constexpr bool no_caller_word_can_be_an_option(const Rule& rule)
{
    bool options_ended = false;
    for (const std::string_view word : column(rule.given))
    {
        options_ended = options_ended || word == "--";
        const bool bare_unit = word == kUnit || word == kUnits;
        if (word == kInstance || word == kInstances || word == kCount || (bare_unit && !options_ended))
        {
            return false;
        }
    }
    return true;
}

/// A caller's word ends up in the program's words only inside a unit name or behind "--option=".
constexpr bool no_caller_word_can_be_an_option(std::span<const Rule> rules)
{
    return std::all_of(rules.begin(), rules.end(),
                       [](const Rule& rule) { return no_caller_word_can_be_an_option(rule); });
}

/// The words for the program, or nullopt when no rule allows what the caller said.
[[nodiscard]] std::optional<std::vector<std::string>> apply_rules(std::span<const Rule> rules,
                                                                  const Words& words);
} // namespace left4me
