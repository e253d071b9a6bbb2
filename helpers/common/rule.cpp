#include "common/rule.hpp"

#include <algorithm>

namespace left4me
{
namespace
{
struct Match
{
    Words instances;
    std::string_view count;
};

bool is_count(std::string_view word)
{
    const bool digits = std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (word.empty() || word.size() > 6 || !digits || (word.size() > 1 && word.front() == '0'))
    {
        return false;
    }
    return std::stoul(std::string(word)) <= kMostLines;
}

bool match_word(std::string_view said, std::string_view word, Match& match)
{
    if (said == kInstance || said == kInstances)
    {
        match.instances.push_back(word);
        return is_instance_name(word);
    }
    if (said == kCount)
    {
        match.count = word;
        return is_count(word);
    }
    return said == word;
}

std::optional<Match> match_rule(const Rule& rule, const Words& words)
{
    const auto said = rule.said.words();
    const bool repeats = said.back() == kInstances;
    const std::size_t most = said.size() + (repeats ? kMostInstances - 1 : 0);
    if (words.size() < said.size() || words.size() > most)
    {
        return std::nullopt;
    }
    Match match;
    for (std::size_t i = 0; i < words.size(); ++i)
    {
        if (!match_word(said[std::min(i, said.size() - 1)], words[i], match))
        {
            return std::nullopt;
        }
    }
    return match;
}

std::string unit_of(std::string_view instance)
{
    return "left4me-server@" + std::string(instance) + ".service";
}

void give(std::string_view word, const Match& match, std::vector<std::string>& out)
{
    if (word == kUnit || word == kUnits)
    {
        std::transform(match.instances.begin(), match.instances.end(), std::back_inserter(out), unit_of);
    }
    else if (word == kOfUnit || word == kAboutUnit)
    {
        out.push_back(std::string(word.substr(1)) + unit_of(match.instances.front()));
    }
    else if (word == kLinesOption)
    {
        out.push_back("--lines=" + std::string(match.count));
    }
    else
    {
        out.emplace_back(word);
    }
}

std::vector<std::string> words_for(const Rule& rule, const Match& match)
{
    std::vector<std::string> out;
    for (const std::string_view word : rule.given.words())
    {
        give(word, match, out);
    }
    return out;
}
} // namespace

std::optional<std::vector<std::string>> apply_rules(std::span<const Rule> rules, const Words& words)
{
    for (const Rule& rule : rules)
    {
        if (const auto match = match_rule(rule, words))
        {
            return words_for(rule, *match);
        }
    }
    return std::nullopt;
}
} // namespace left4me
