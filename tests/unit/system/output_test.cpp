#include "calls.hpp"
#include "left4me/fd.hpp"
#include "system/output.hpp"

#include <algorithm>
#include <csignal>
#include <string>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace left4me
{
namespace
{
struct Pipe
{
    Fd reader, writer;
};

Pipe make_pipe()
{
    int ends[2] = {-1, -1};
    EXPECT_EQ(::pipe2(ends, O_CLOEXEC), 0);
    return {Fd(ends[0]), Fd(ends[1])};
}

int interrupting_signal_of_writing(const Fd& writer, const std::string& text)
{
    return test::interrupting_signal_of([&] { write_out(writer.get(), text); });
}

std::string all_of(const Fd& reader)
{
    std::string text;
    char buffer[4096];
    for (ssize_t size = 1; size > 0;)
    {
        size = ::read(reader.get(), buffer, sizeof buffer);
        text.append(buffer, static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
    }
    return text;
}

TEST(Output, WritesMoreThanAPipeHoldsAtTheReadersPace)
{
    for (const int flags : {0, O_NONBLOCK})
    {
        Pipe pipe = make_pipe();
        ::fcntl(pipe.writer.get(), F_SETFL, flags);
        std::string read;
        std::thread reader([&] { read = all_of(pipe.reader); });
        const std::string text(1000000, 'x');
        write_out(pipe.writer.get(), text);
        pipe.writer = Fd();
        reader.join();
        EXPECT_EQ(read.size(), text.size());
    }
}

TEST(Output, SaysThatTheReaderHasLeftAndKeepsNoSigpipe)
{
    Pipe pipe = make_pipe();
    pipe.reader = Fd();
    EXPECT_EQ(interrupting_signal_of_writing(pipe.writer, "x"), SIGPIPE);
}

TEST(Output, IsInterruptedWhileTheReaderPauses)
{
    const Pipe pipe = make_pipe();
    const pthread_t writing = ::pthread_self();
    std::thread signaller(
        [&]
        {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            ::pthread_kill(writing, SIGTERM);
        });
    EXPECT_EQ(interrupting_signal_of_writing(pipe.writer, std::string(1000000, 'x')), SIGTERM);
    signaller.join();
}

TEST(Output, FailsOnAClosedDescriptor)
{
    EXPECT_THROW(write_out(1000, "x"), std::system_error);
}
} // namespace
} // namespace left4me
