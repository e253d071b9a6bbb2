#include "instance/nearest.hpp"

#include <algorithm>
#include <numeric>

namespace left4me
{
namespace
{
constexpr std::size_t kNear = 2;

/// Levenshtein's, one row at a time.
std::size_t distance(std::string_view one, std::string_view other)
{
    std::vector<std::size_t> row(other.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < one.size(); ++i)
    {
        std::size_t diagonal = row[0]++;
        for (std::size_t j = 0; j < other.size(); ++j)
        {
            const std::size_t replaced = diagonal + (one[i] == other[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
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
} // namespace left4me
