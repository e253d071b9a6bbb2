#include "doctor/first_at_fault.hpp"

#include "doctor/parts.hpp"
#include "spec/nearest.hpp"

namespace left4me
{
namespace
{
/// Whom the same examination finds at fault, too.
std::string announced(const std::vector<std::string>& others)
{
    constexpr std::size_t kShown = 3;
    std::vector<std::string> words = others;
    if (others.size() > kShown)
    {
        words.resize(kShown);
        words.push_back(std::to_string(others.size() - kShown) + " more");
    }
    return others.empty() ? "" : "; when that is mended, doctor goes on with " + enumerated(words);
}
} // namespace

std::optional<Finding> first_at_fault(const StateRoot& root, const std::vector<std::string>& names,
                                      Examination examine, const TimeLimit& limit)
{
    std::optional<Finding> first;
    std::vector<std::string> others;
    for (const std::string& name : names)
    {
        if (limit.is_over() && !first)
        {
            return unfinished(root, "instances", name);
        }
        auto found = limit.is_over() ? std::nullopt : examine(root, name);
        if (found && first)
        {
            others.push_back(name);
        }
        else if (found)
        {
            first = std::move(found);
        }
    }
    if (first)
    {
        first->message += announced(others);
    }
    return first;
}

Finding unfinished(const StateRoot& root, const std::string& id, const std::string& next)
{
    return warning(id,
                   "it takes too long to look at the instances from " + next + " on: which specs are big?",
                   by_owner(root, "sh -c 'ls -lSb " + root.instances().string() + "/*/spec.yaml | head'"));
}
} // namespace left4me
