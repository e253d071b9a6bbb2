// Several names in one sentence.
#pragma once

#include <string>
#include <vector>

namespace left4me
{
/// "alpha, beta, gamma"
[[nodiscard]] std::string joined(const std::vector<std::string>& names);
} // namespace left4me
