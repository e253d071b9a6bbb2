#include "system/output.hpp"

#include "left4me/interrupted.hpp"
#include "system/signals.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <system_error>

#include <poll.h>
#include <unistd.h>

namespace left4me
{
namespace
{
void await_room(int out, const EndingSignals& signals)
{
    std::array<pollfd, 2> waits{{{out, POLLOUT, 0}, {signals.arrived().get(), POLLIN, 0}}};
    if (::poll(waits.data(), waits.size(), -1) < 0 && errno != EINTR)
    {
        throw std::system_error(errno, std::generic_category(), "cannot wait for a reader");
    }
    signals.throw_if_arrived();
}

std::size_t write_some(int out, std::string_view text)
{
    const ssize_t written = ::write(out, text.data(), text.size());
    if (written >= 0)
    {
        return static_cast<std::size_t>(written);
    }
    switch (errno)
    {
    case EAGAIN:
    case EINTR:
        return 0;
    case EPIPE:
        forget_sigpipe();
        throw Interrupted(SIGPIPE);
    default:
        throw std::system_error(errno, std::generic_category(), "cannot write");
    }
}
} // namespace

void write_out(int out, std::string_view text)
{
    const EndingSignals signals;
    while (!text.empty())
    {
        await_room(out, signals);
        // A pipe that has room takes this much without blocking, so no signal is ever kept waiting.
        text.remove_prefix(write_some(out, text.substr(0, PIPE_BUF)));
    }
}
} // namespace left4me
