// A hint for a word that was mistyped.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace left4me
{
/// "; did you mean CANDIDATE?", or nothing when no candidate is near.
[[nodiscard]] std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);
} // namespace left4me
