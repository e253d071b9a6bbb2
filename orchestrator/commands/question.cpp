#include "commands/question.hpp"

#include "left4me/error.hpp"
#include "system/output.hpp"

#include <cerrno>
#include <optional>

#include <unistd.h>

namespace left4me
{
namespace
{
constexpr std::size_t kAnswerLimit = 256;

/// Byte by byte, so that nothing which was typed ahead for the next program is swallowed.
std::optional<std::string> read_line()
{
    std::string line;
    char c = 0;
    while (line.size() < kAnswerLimit)
    {
        const ssize_t got = ::read(STDIN_FILENO, &c, 1);
        if (got < 0 && errno == EINTR)
        {
            continue;
        }
        if (got <= 0)
        {
            return std::nullopt;
        }
        if (c == '\n')
        {
            return line;
        }
        line += c;
    }
    return std::nullopt;
}
} // namespace

void require_yes(const std::string& question)
{
    if (::isatty(STDIN_FILENO) == 1)
    {
        require_spoken_yes(question);
    }
}

void require_spoken_yes(const std::string& question)
{
    if (::isatty(STDIN_FILENO) != 1)
    {
        throw UserError(Exit::Failed, question + " Without a terminal only --yes says so");
    }
    write_out(STDERR_FILENO, "l4d2ctl: " + question + " [y/N] ");
    const auto answer = read_line();
    if (answer != "y" && answer != "yes")
    {
        throw UserError(Exit::Failed, "nothing was changed");
    }
}
} // namespace left4me
