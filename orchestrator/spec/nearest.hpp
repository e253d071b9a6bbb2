// Guessing what was meant.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace left4me
{
/// The only candidate that begins with `word`, where that has more than two letters; otherwise the one with
/// the smallest edit distance to it, if that is at most two and less than the word's length, and neither has
/// more than 64 letters.
[[nodiscard]] std::optional<std::string> nearest(std::string_view word,
                                                 const std::vector<std::string>& candidates);

/// "one, two and three".
[[nodiscard]] std::string enumerated(const std::vector<std::string>& words);

/// "; did you mean CANDIDATE?", or nothing when no candidate is near.
[[nodiscard]] std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);
} // namespace left4me
