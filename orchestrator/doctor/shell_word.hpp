// Words of a command that somebody pastes.
#pragma once

#include <string>

namespace left4me
{
/// In single quotes, of which POSIX says that a shell takes what is between them as it is.
[[nodiscard]] inline std::string shell_word(const std::string& text)
{
    std::string word = "'";
    for (const char c : text)
    {
        word += c == '\'' ? "'\\''" : std::string(1, c);
    }
    return word + "'";
}
} // namespace left4me
