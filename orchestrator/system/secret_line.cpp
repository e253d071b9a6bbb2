#include "system/secret_line.hpp"

#include "left4me/error.hpp"
#include "system/output.hpp"
#include "system/signals.hpp"

#include <array>
#include <cerrno>
#include <system_error>

#include <poll.h>
#include <termios.h>
#include <unistd.h>

namespace left4me
{
namespace
{
constexpr std::size_t kLongest = 1024;

class NoEcho
{
public:
    NoEcho()
    {
        ::tcgetattr(STDIN_FILENO, &before_);
        termios silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    NoEcho(const NoEcho&) = delete;
    NoEcho& operator=(const NoEcho&) = delete;
    NoEcho(NoEcho&&) = delete;
    NoEcho& operator=(NoEcho&&) = delete;
    ~NoEcho() { ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_); }

private:
    termios before_{};
};

/// False at the end of the file.
bool read_character(int descriptor, const EndingSignals& signals, char& c)
{
    std::array<pollfd, 2> waits{{{descriptor, POLLIN, 0}, {signals.arrived().get(), POLLIN, 0}}};
    if (::poll(waits.data(), waits.size(), -1) < 0 && errno != EINTR)
    {
        throw std::system_error(errno, std::generic_category(), "cannot wait for a line");
    }
    signals.throw_if_arrived();
    const ssize_t got = ::read(descriptor, &c, 1);
    if (got < 0)
    {
        throw UserError(Exit::NoInput, "cannot read a line from descriptor " + std::to_string(descriptor) +
                                           ": " + std::generic_category().message(errno));
    }
    return got == 1;
}
} // namespace

std::string read_secret_line(int descriptor)
{
    const EndingSignals signals;
    std::string line;
    char c = 0;
    while (line.size() < kLongest && read_character(descriptor, signals, c) && c != '\n')
    {
        line += c;
    }
    return line;
}

std::string ask_secret(const std::string& question)
{
    write_out(STDERR_FILENO, question);
    const NoEcho silence;
    std::string answer = read_secret_line(STDIN_FILENO);
    write_out(STDERR_FILENO, "\n");
    return answer;
}
} // namespace left4me
