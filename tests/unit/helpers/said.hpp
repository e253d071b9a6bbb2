// What a wrapper's rules make of a call.
#pragma once

#include "common/rule.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace left4me::test
{
using Given = std::optional<std::vector<std::string>>;

using Call = std::vector<std::string>;

/// In place of one word, or before it.
inline void vary_word(const Call& call, std::size_t at, std::vector<Call>& variations)
{
    const auto replace = [&](const std::string& word)
    {
        variations.push_back(call);
        variations.back()[at] = word;
    };
    for (const std::string& end :
         {std::string(" "), std::string("\n"), std::string("\0", 1), std::string("é"), std::string("="),
          std::string("*"), std::string(";"), std::string("@b")})
    {
        replace(call[at] + end);
    }
    for (const std::string begin : {" ", "-", "--", "/", "../", "=", "\n"})
    {
        replace(begin + call[at]);
    }
    for (const std::string other : {"", "--", "-", "--help", "--root=/", "-H", "--now", "--user", ".."})
    {
        replace(other);
        variations.push_back(call);
        variations.back().insert(variations.back().begin() + static_cast<std::ptrdiff_t>(at), other);
    }
    replace("A" + call[at].substr(1));
}

/// sudo's patterns match the words joined, so this one gets through to the helper.
inline std::string joined(const Call& call)
{
    std::string words;
    for (const std::string& word : call)
    {
        words += (words.empty() ? "" : " ") + word;
    }
    return words;
}

/// What differs from a call by one of the things that callers try.
inline std::vector<Call> variations_of(const Call& call)
{
    std::vector<Call> variations = {{}, {joined(call)}};
    for (std::size_t at = 0; at < call.size(); ++at)
    {
        vary_word(call, at, variations);
    }
    for (const std::string other : {"", "--", "--now", "--root=/", "-Hhost", "a.b", "x y"})
    {
        variations.push_back(call);
        variations.back().push_back(other);
    }
    return variations;
}

inline Given given(std::span<const Rule> rules, const Call& call)
{
    return apply_rules(rules, Words(call.begin(), call.end()));
}

/// Each call is allowed, and each variation of it refused.
inline void expect_variations_refused(std::span<const Rule> rules, const std::vector<Call>& calls)
{
    for (const auto& call : calls)
    {
        ASSERT_NE(given(rules, call), std::nullopt) << testing::PrintToString(call);
        for (const auto& variation : variations_of(call))
        {
            EXPECT_EQ(given(rules, variation), std::nullopt) << testing::PrintToString(variation);
        }
    }
}

/// Whether each slot of a rule's program words is filled from a slot of the caller's.
inline bool every_slot_is_filled(std::span<const Rule> rules)
{
    for (const Rule& rule : rules)
    {
        const auto says = [&](std::string_view slot)
        {
            const auto said = rule.said.words();
            return std::find(said.begin(), said.end(), slot) != said.end();
        };
        for (const std::string_view word : rule.given.words())
        {
            const bool unfilled = (word == kUnit && !says(kInstance)) ||
                                  (word == kUnits && !says(kInstances)) ||
                                  ((word == kOfUnit || word == kAboutUnit) && !says(kInstance)) ||
                                  (word == kLinesOption && !says(kCount));
            if (unfilled)
            {
                return false;
            }
        }
    }
    return true;
}
} // namespace left4me::test
