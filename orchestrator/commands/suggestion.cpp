#include "commands/suggestion.hpp"

#include "instance/nearest.hpp"

namespace left4me
{
std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates)
{
    const auto near = nearest(word, candidates);
    return near ? "; did you mean " + *near + "?" : std::string();
}
} // namespace left4me
