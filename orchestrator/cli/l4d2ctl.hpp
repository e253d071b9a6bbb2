// The program, from its words to its exit status.
#pragma once

#include <string>
#include <vector>

namespace left4me
{
/// Does what the words say and reports what fails. Throws nothing but Interrupted.
[[nodiscard]] int run_l4d2ctl(const std::vector<std::string>& words);
} // namespace left4me
