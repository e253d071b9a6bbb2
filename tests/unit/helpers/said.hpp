// What a wrapper's rules make of a call.
#pragma once

#include "common/rule.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace left4me::test
{
using Given = std::optional<std::vector<std::string>>;

/// Every call but `call` itself that differs from it by one of the things callers try.
inline std::vector<std::vector<std::string>> variations_of(const std::vector<std::string>& call)
{
    std::vector<std::vector<std::string>> variations;
    const auto add = [&](auto change)
    {
        std::vector<std::string> changed = call;
        change(changed);
        variations.push_back(std::move(changed));
    };
    for (std::size_t at = 0; at < call.size(); ++at)
    {
        for (const std::string& end :
             {std::string(" "), std::string("\n"), std::string("\0", 1), std::string("é"), std::string("="),
              std::string("*"), std::string(";"), std::string("@b")})
        {
            add([&](auto& words) { words[at] += end; });
        }
        for (const std::string begin : {" ", "-", "--", "/", "../", "=", "\n"})
        {
            add([&](auto& words) { words[at].insert(0, begin); });
        }
        for (const std::string other : {"", "--", "-", "--help", "--root=/", "-H", "--now", "--user", ".."})
        {
            add([&](auto& words) { words[at] = other; });
            add([&](auto& words) { words.insert(words.begin() + static_cast<std::ptrdiff_t>(at), other); });
        }
        add([&](auto& words) { words[at][0] = 'A'; });
    }
    for (const std::string other : {"", "--", "--now", "--root=/", "-Hhost", "a.b", "x y"})
    {
        add([&](auto& words) { words.push_back(other); });
    }
    add([](auto& words) { words.clear(); });
    add(
        [](auto& words)
        {
            std::string joined; // sudo's patterns match the words joined, so this one gets through to us
            for (const std::string& word : words)
            {
                joined += (joined.empty() ? "" : " ") + word;
            }
            words = {joined};
        });
    return variations;
}

inline Given given(std::span<const Rule> rules, const std::vector<std::string>& call)
{
    return apply_rules(rules, Words(call.begin(), call.end()));
}

/// Each call is allowed, and each variation of it refused.
inline void expect_variations_refused(std::span<const Rule> rules,
                                      const std::vector<std::vector<std::string>>& calls)
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
            const bool unfilled =
                (word == kUnit && !says(kInstance)) || (word == kUnits && !says(kInstances)) ||
                (word == kUnitOption && !says(kInstance)) || (word == kLinesOption && !says(kCount));
            if (unfilled)
            {
                return false;
            }
        }
    }
    return true;
}
} // namespace left4me::test
