#include "calls.hpp"
#include "left4me/error.hpp"
#include "left4me/fd.hpp"
#include "system/process.hpp"

#include <csignal>
#include <fstream>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <unistd.h>

namespace left4me
{
namespace
{
using test::helper_status_of;
using test::shell;
using test::streamed;
using testing::HasSubstr;

/// What a part of a test writes to our own stderr.
template <typename Part>
std::string stderr_of(Part part)
{
    testing::internal::CaptureStderr();
    part();
    return testing::internal::GetCapturedStderr();
}

TEST(Process, CapturesBothOutputsAndTheStatus)
{
    const Ended ended = capture(shell("echo out; echo err >&2; exit 7"));
    EXPECT_EQ(ended.status, 7);
    EXPECT_EQ(ended.out, "out\n");
    EXPECT_EQ(ended.err, "err\n");
}

TEST(Process, GivesWordsAsTheyAreWithoutAShell)
{
    EXPECT_EQ(capture({"/usr/bin/printf", "%s|", "a b", "$(id)", "", "*"}).out, "a b|$(id)||*|");
}

TEST(Process, CallsASignalledChildsStatus128PlusTheSignal)
{
    EXPECT_EQ(capture(shell("kill -KILL $$")).status, 128 + SIGKILL);
}

TEST(Process, GetsAllOfALargeOutput)
{
    EXPECT_EQ(capture(shell("head -c 3000000 /dev/zero")).out.size(), 3000000U);
}

TEST(Process, RefusesAnOutputWithoutEnd)
{
    EXPECT_THROW(static_cast<void>(capture({"/usr/bin/yes"})), UserError);
}

TEST(Process, ReturnsWhenTheChildEndsThoughAGrandchildHoldsThePipe)
{
    const test::Stopwatch watch;
    const Ended ended = capture(shell("echo out; sleep 5 & exit 0"));
    EXPECT_EQ(ended.out, "out\n");
    EXPECT_LT(watch.seconds(), 3);
}

TEST(Process, GivesAChildNothingToRead)
{
    EXPECT_EQ(capture({"/bin/cat"}).out, "");
}

TEST(Process, LetsNoDescriptorOfOursThrough)
{
    const Fd inheritable(::fcntl(STDERR_FILENO, F_DUPFD, 50));
    ASSERT_TRUE(inheritable);
    EXPECT_EQ(capture(shell("echo /proc/$$/fd/*")).out.find("/50"), std::string::npos);
}

/// The signals 1 to 31 of a line such as "SigIgn:\t0000000000001000"; glibc keeps 32 and 33 for itself.
unsigned long signals_in(const std::string& status, const std::string& key)
{
    const std::size_t at = status.find(key + ":\t");
    EXPECT_NE(at, std::string::npos) << key;
    return std::stoul(status.substr(at + key.size() + 2, 16), nullptr, 16) & 0x7FFFFFFFU;
}

TEST(Process, GivesAChildDefaultSignals)
{
    const auto before = std::signal(SIGPIPE, SIG_IGN);
    const std::string status = capture({"/bin/cat", "/proc/self/status"}).out;
    std::signal(SIGPIPE, before);
    EXPECT_EQ(signals_in(status, "SigBlk"), 0U);
    EXPECT_EQ(signals_in(status, "SigIgn"), 0U);
}

TEST(Process, FindsAStatusEvenWhereTheCallerIgnoresChildren)
{
    const auto before = std::signal(SIGCHLD, SIG_IGN);
    const Ended ended = capture(shell("exit 7"));
    EXPECT_EQ(std::signal(SIGCHLD, before), SIG_IGN);
    EXPECT_EQ(ended.status, 7);
}

TEST(Process, ShowsAFailedChildsStderrUnchangedAndTakesItsStatus)
{
    const auto call = []
    { static_cast<void>(output_of(shell("printf '\\033[31mno' >&2; exit 5"), Verbosity::Quiet)); };
    int status = 0;
    EXPECT_EQ(stderr_of([&] { status = helper_status_of(call); }), "\x1b[31mno");
    EXPECT_EQ(status, 5);
}

TEST(Process, ShowsASuccessfulChildsStderrOnlyWhenVerbose)
{
    const Argv chatty = shell("echo Created symlink >&2; echo out");
    const auto call = [&](Verbosity verbosity) { EXPECT_EQ(output_of(chatty, verbosity), "out\n"); };
    EXPECT_EQ(stderr_of([&] { call(Verbosity::Quiet); }), "");
    EXPECT_EQ(stderr_of([&] { call(Verbosity::Verbose); }), "Created symlink\n");
}

TEST(Process, LosesNothingOfALongStderr)
{
    const Argv argv = shell("head -c 3000000 /dev/zero | tr '\\0' x >&2; exit 1");
    const auto call = [&] { static_cast<void>(output_of(argv, Verbosity::Quiet)); };
    EXPECT_EQ(stderr_of([&] { helper_status_of(call); }), std::string(3000000, 'x'));
}

TEST(Process, NamesAProgramThatIsMissingOrCannotBeExecuted)
{
    for (const char* program : {"/nonexistent/left4me-systemctl", "/dev/null", "/etc/passwd/x"})
    {
        try
        {
            static_cast<void>(capture({program}));
            FAIL() << program << " was executed";
        }
        catch (const UserError& error)
        {
            EXPECT_EQ(error.exit(), Exit::Unavailable);
            EXPECT_THAT(error.what(), HasSubstr(std::string("cannot execute ") + program + ": "));
        }
    }
}

TEST(Stream, PassesOutputOnWhileTheChildStillRuns)
{
    // The child goes on only after it sees that its first line has arrived.
    char fifo[] = "/tmp/left4me-stream-XXXXXX";
    ASSERT_NE(::mkdtemp(fifo), nullptr);
    const std::string go = std::string(fifo) + "/go";
    std::string text;
    stream(
        shell("echo one; n=0; while [ ! -e " + go +
              " ] && [ $n -lt 500 ]; do sleep 0.01; n=$((n+1)); done; echo $n"),
        [&](std::string_view piece)
        {
            text += piece;
            std::ofstream(go).put('x');
        },
        -1, Verbosity::Quiet);
    ::unlink(go.c_str());
    ::rmdir(fifo);
    EXPECT_EQ(text.substr(0, 4), "one\n");
    EXPECT_NE(text, "one\n500\n");
}

TEST(Stream, PassesOnWhatCameBeforeAFailure)
{
    std::string text;
    const auto call = [&]
    {
        stream(
            shell("echo out; exit 4"), [&](std::string_view piece) { text += piece; }, -1, Verbosity::Quiet);
    };
    EXPECT_EQ(helper_status_of(call), 4);
    EXPECT_EQ(text, "out\n");
}

TEST(Stream, GetsAllThatIsLeftInThePipeAtTheEnd)
{
    EXPECT_EQ(streamed(shell("head -c 65536 /dev/zero")).size(), 65536U);
}

} // namespace
} // namespace left4me
