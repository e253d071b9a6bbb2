// From what was thrown to an exit status and a sentence.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace left4me
{
/// The status that `step` returns, or that of its failure, which is said on stderr unless a subprocess has
/// said it already. Interrupted passes through.
[[nodiscard]] int outcome_of(const std::function<int()>& step);

/// Each name gets its turn, whatever became of those before; the first failure's status, otherwise 0.
[[nodiscard]] int each_in_turn(const std::vector<std::string>& names,
                               const std::function<void(const std::string& name)>& step);
} // namespace left4me
