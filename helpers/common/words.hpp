// The words of a command line, without the program's name.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace left4me
{
using Words = std::vector<std::string_view>;

/// argc may be 0 (CVE-2021-4034): then there are no words.
inline Words words_of(int argc, char** argv)
{
    const std::span<char*> all(argv, argc > 0 ? static_cast<std::size_t>(argc) : 0);
    return all.empty() ? Words{} : Words(all.begin() + 1, all.end());
}
} // namespace left4me
