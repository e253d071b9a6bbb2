// A wrapper's whitelist as data: what the caller may say, and what the wrapped program is then given.
#pragma once

#include "common/name.hpp"
#include "common/words.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace left4me
{
// Slots in a rule, written where a fixed word could stand. No caller can type them: they hold a newline.
inline constexpr char kInstance[] = "\nNAME";         // one instance name
inline constexpr char kInstances[] = "\nNAME…";       // 1 to 256 instance names, last
inline constexpr char kCount[] = "\nN";               // 0 to 100000, no leading zero
inline constexpr char kUnit[] = "\nUNIT";             // given: left4me-server@NAME.service
inline constexpr char kUnits[] = "\nUNIT…";           // given: the units of kInstances
inline constexpr char kOfUnit[] = "\n_SYSTEMD_UNIT="; // given: _SYSTEMD_UNIT=left4me-server@NAME.service
inline constexpr char kAboutUnit[] = "\nUNIT=";       // given: UNIT=left4me-server@NAME.service
inline constexpr char kLinesOption[] = "\n--lines=";  // given: --lines=N

inline constexpr std::size_t kMostInstances = 256;
inline constexpr unsigned kMostLines = 100'000;

/// One side of a rule. More words than fit do not compile.
class Column
{
public:
    constexpr Column(std::initializer_list<std::string_view> words)
    {
        for (const std::string_view word : words)
        {
            words_[count_++] = word;
        }
    }
    [[nodiscard]] constexpr std::span<const std::string_view> words() const
    {
        return std::span(words_).first(count_);
    }

private:
    std::array<std::string_view, 10> words_;
    std::size_t count_ = 0;
};

struct Rule
{
    Column said;  // the caller's words, exactly these
    Column given; // the program's words
};

constexpr bool no_caller_word_can_be_an_option(const Rule& rule)
{
    bool options_ended = false;
    for (const std::string_view word : rule.given.words())
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
