#include "system/process.hpp"

#include "left4me/error.hpp"
#include "left4me/interrupted.hpp"
#include "paths.hpp"
#include "system/child.hpp"
#include "system/family.hpp"
#include "system/output.hpp"
#include "system/signals.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <system_error>
#include <utility>

#include <poll.h>
#include <unistd.h>

namespace left4me
{
namespace
{
constexpr std::size_t kOutLimit = 16 * std::size_t{1024} * 1024;
constexpr std::size_t kErrLimit = std::size_t{1024} * 1024;
constexpr std::size_t kPipeSize = 64 * std::size_t{1024}; // pipe(7)
constexpr int kNoReader = -1;

/// Our stderr may be closed, which is no reason to fail.
void show(std::string_view err)
{
    try
    {
        write_out(STDERR_FILENO, err);
    }
    catch (const std::system_error&)
    {
        return;
    }
}

/// Keeps stderr until it is known whether it is to be shown.
class HeldBack
{
public:
    void take(std::string_view piece)
    {
        text_ += piece;
        if (text_.size() > kErrLimit)
        {
            show(std::exchange(text_, {}));
        }
    }
    [[nodiscard]] std::string text() && { return std::move(text_); }

private:
    std::string text_;
};

class Run
{
public:
    template <typename What>
    Run(const What& what, const Sink& out, const Sink& err, int reader)
        : child_(what), out_{child_.out().get(), out}, err_{child_.err().get(), err}, reader_(reader)
    {
    }

    [[nodiscard]] int to_the_end()
    {
        // Not to the end of file: a grandchild may still hold the pipes. One read takes all that a pipe can
        // hold, so nothing is missed that was written before the end.
        for (bool ended = false; !ended;)
        {
            ended = await_event();
            pass(out_);
            pass(err_);
        }
        return child_.reap();
    }

private:
    struct Source
    {
        int fd; ///< -1 after its end; poll() overlooks it then
        const Sink& sink;
    };

    /// Whether the child has ended.
    bool await_event()
    {
        std::array<pollfd, 5> waits{{{signals_.arrived().get(), POLLIN, 0},
                                     {child_.ended().get(), POLLIN, 0},
                                     {out_.fd, POLLIN, 0},
                                     {err_.fd, POLLIN, 0},
                                     {reader_, 0, 0}}};
        if (::poll(waits.data(), waits.size(), -1) < 0 && errno != EINTR)
        {
            throw std::system_error(errno, std::generic_category(), "cannot wait for a child");
        }
        signals_.throw_if_arrived();
        if (waits[4].revents != 0) // nothing was asked for: only an error or a hang-up is left
        {
            throw Interrupted(SIGPIPE);
        }
        return waits[1].revents != 0;
    }

    void pass(Source& source)
    {
        const ssize_t size = source.fd < 0 ? -1 : ::read(source.fd, buffer_.data(), buffer_.size());
        if (size > 0)
        {
            source.sink(std::string_view(buffer_.data(), static_cast<std::size_t>(size)));
        }
        if (size == 0)
        {
            source.fd = -1;
        }
    }

    EndingSignals signals_; // outlives the child
    Child child_;
    Source out_;
    Source err_;
    int reader_;
    std::array<char, kPipeSize> buffer_{};
};

/// sudo's own status is its command's, or 1.
bool is_refusal_of_sudo(const Argv& argv, int status, std::string_view err)
{
    return argv.front() == paths::kSudo && status == 1 &&
           (err.starts_with("sudo: ") || err.starts_with("Sorry, "));
}

void judge(const Argv& argv, int status, std::string_view err, Verbosity verbosity)
{
    if (status != 0 || verbosity == Verbosity::Verbose)
    {
        show(err);
    }
    if (status != 0)
    {
        throw HelperError(argv.front(), status, is_refusal_of_sudo(argv, status, err));
    }
}
} // namespace

Ended capture(const Argv& argv)
{
    std::string out;
    HeldBack err;
    const Sink take_out = [&](std::string_view piece)
    {
        out += piece;
        if (out.size() > kOutLimit)
        {
            throw UserError(Exit::OsErr, argv.front() + " says more than can be true: over 16 MiB");
        }
    };
    const Sink take_err = [&](std::string_view piece) { err.take(piece); };
    const int status = Run(argv, take_out, take_err, kNoReader).to_the_end();
    return {status, std::move(out), std::move(err).text()};
}

std::string output_of(const Argv& argv, Verbosity verbosity)
{
    Ended ended = capture(argv);
    judge(argv, ended.status, ended.err, verbosity);
    return std::move(ended.out);
}

int run_to_the_last(const Argv& argv, const Preparation& prepare, const Sink& out, const Sink& err)
{
    const pid_t parent = ::getpid();
    const std::function<int()> body = [&] { return run_family(argv, prepare, parent); };
    return Run(body, out, err, kNoReader).to_the_end();
}

void stream(const Argv& argv, const Sink& sink, int reader, Verbosity verbosity)
{
    HeldBack err;
    const Sink take_err = [&](std::string_view piece) { err.take(piece); };
    const int status = Run(argv, sink, take_err, reader).to_the_end();
    judge(argv, status, std::move(err).text(), verbosity);
}
} // namespace left4me
