#include "spec/nearest.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace left4me
{
namespace
{
constexpr std::size_t kNear = 2;
constexpr std::size_t kLongestWord =
    64; // of a word that somebody types; hostile ones have thousands of letters

/// Letters that are missing, added, wrong, or in the place of their neighbours (optimal string alignment);
/// one row at a time, of which the two before are needed.
std::size_t distance(std::string_view one, std::string_view other)
{
    const std::size_t longer = std::max(one.size(), other.size()) - std::min(one.size(), other.size());
    if (longer > kNear || std::max(one.size(), other.size()) > kLongestWord)
    {
        return kNear + 1;
    }
    std::vector<std::size_t> before, last(other.size() + 1), row(other.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 0; i < one.size(); ++i)
    {
        row[0] = i + 1;
        for (std::size_t j = 0; j < other.size(); ++j)
        {
            row[j + 1] = std::min({last[j] + (one[i] == other[j] ? 0 : 1), row[j] + 1, last[j + 1] + 1});
            if (i > 0 && j > 0 && one[i] == other[j - 1] && one[i - 1] == other[j])
            {
                row[j + 1] = std::min(row[j + 1], before[j - 1] + 1);
            }
        }
        before = std::exchange(last, row);
    }
    return last.back();
}
} // namespace

std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates)
{
    const auto begins = [&](const std::string& candidate) { return candidate.starts_with(word); };
    if (word.size() > kNear && std::count_if(candidates.begin(), candidates.end(), begins) == 1)
    {
        return *std::find_if(candidates.begin(), candidates.end(), begins); // cut off rather than misspelt
    }
    std::optional<std::string> best;
    std::size_t best_distance = std::min(kNear + 1, word.size());
    for (const std::string& candidate : candidates)
    {
        if (const std::size_t far = distance(word, candidate); far < best_distance)
        {
            best = candidate;
            best_distance = far;
        }
    }
    return best;
}

std::string enumerated(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words)
    {
        text += (text.empty() ? "" : word == words.back() ? " and " : ", ") + word;
    }
    return text;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates)
{
    const auto near = nearest(word, candidates);
    return near ? "; did you mean " + *near + "?" : std::string();
}
} // namespace left4me
