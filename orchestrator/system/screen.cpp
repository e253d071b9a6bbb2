#include "system/screen.hpp"

#include "system/output.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <string>
#include <system_error>

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace left4me
{
namespace
{
// The second page; no cursor; and lines that are too long are cut, not wrapped.
constexpr std::string_view kEnterPage = "\033[?1049h\033[?25l\033[?7l";
constexpr std::string_view kLeavePage = "\033[?7h\033[?25h\033[?1049l";

std::size_t screen_rows()
{
    winsize size = {};
    const bool known = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0;
    return known ? size.ws_row : 24;
}
} // namespace

SingleKeys::SingleKeys()
{
    ::tcgetattr(STDIN_FILENO, &before_);
    termios single = before_;
    single.c_lflag &= ~static_cast<tcflag_t>(ECHO | ICANON);
    single.c_cc[VSUSP] = _POSIX_VDISABLE; // nobody shall get his shell back in this state
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &single);
}

SingleKeys::~SingleKeys()
{
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
}

Screen::Screen()
{
    write_out(STDOUT_FILENO, kEnterPage);
}

Screen::~Screen()
{
    [[maybe_unused]] const ssize_t written = ::write(STDOUT_FILENO, kLeavePage.data(), kLeavePage.size());
}

void Screen::draw(std::string_view text) const
{
    std::string page = "\033[H";
    for (std::size_t left = screen_rows(); left > 1 && !text.empty(); --left)
    {
        const std::size_t end = std::min(text.find('\n'), text.size());
        page.append(text.substr(0, end)).append("\033[K\n");
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    write_out(STDOUT_FILENO, page + "\033[J");
}

std::optional<char> Screen::await_key(std::chrono::milliseconds patience) const
{
    std::array<pollfd, 2> waits{{{STDIN_FILENO, POLLIN, 0}, {signals_.arrived().get(), POLLIN, 0}}};
    const int ready = ::poll(waits.data(), waits.size(), static_cast<int>(patience.count()));
    if (ready < 0 && errno != EINTR)
    {
        throw std::system_error(errno, std::generic_category(), "cannot wait for a key");
    }
    signals_.throw_if_arrived();
    char key = 'q';
    if (ready <= 0)
    {
        return std::nullopt;
    }
    return ::read(STDIN_FILENO, &key, 1) == 1 ? key : 'q';
}
} // namespace left4me
