#include "calls.hpp"
#include "left4me/interrupted.hpp"
#include "system/process.hpp"

#include <array>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

namespace left4me
{
namespace
{
using test::shell;
using testing::HasSubstr;

struct Heard
{
    int status = 0;
    std::string out;
    std::string err;
};

Heard heard(
    const std::string& script, const Preparation& prepare = [] {})
{
    Heard heard;
    heard.status = run_to_the_last(
        shell(script), prepare, [&](std::string_view piece) { heard.out += piece; },
        [&](std::string_view piece) { heard.err += piece; });
    return heard;
}

/// Whether a process of that pid ends within five seconds.
bool ends(pid_t pid)
{
    using namespace std::chrono_literals;
    for (int tries = 0; tries < 500; ++tries)
    {
        std::ifstream status("/proc/" + std::to_string(pid) + "/stat");
        std::string field;
        char state = 'X';
        status >> field >> field >> state;
        if (!status || state == 'Z' || state == 'X')
        {
            return true;
        }
        std::this_thread::sleep_for(10ms);
    }
    return false;
}

/// A process in a session of its own, without a parent, whose pid is printed: what a daemon does.
constexpr char kDaemon[] =
    "(setsid sh -c 'trap \"\" TERM INT HUP; echo $$; exec >/dev/null 2>&1; sleep 600' &) ; sleep 0.2;";

TEST(Family, GivesBothOutputsAndTheStatus)
{
    const Heard all = heard("echo out; echo err >&2; exit 7");
    EXPECT_EQ(all.status, 7);
    EXPECT_EQ(all.out, "out\n");
    EXPECT_EQ(all.err, "err\n");
    EXPECT_EQ(heard("kill -SEGV $$").status, 128 + SIGSEGV);
}

TEST(Family, IsPreparedInAProcessOfItsOwn)
{
    const pid_t ours = ::getpid();
    EXPECT_EQ(heard("pwd", [] { std::filesystem::current_path("/usr"); }).out, "/usr\n");
    EXPECT_EQ(ours, ::getpid());
    const Heard failed = heard("echo never", [] { throw std::runtime_error("no way"); });
    EXPECT_EQ(failed.status, 71);
    EXPECT_THAT(failed.err, HasSubstr("no way"));
    EXPECT_EQ(failed.out, "");
}

TEST(Family, LeavesNobodyBehindWhenItsProgramEnds)
{
    const Heard all = heard(std::string(kDaemon) + " exit 3");
    EXPECT_EQ(all.status, 3);
    EXPECT_TRUE(ends(std::stoi(all.out)));
}

TEST(Family, LeavesNobodyBehindWhenWeAreInterrupted)
{
    std::string out;
    const auto interrupted = [&]
    {
        static_cast<void>(run_to_the_last(
            shell(std::string(kDaemon) + " sleep 600"), [] {},
            [&](std::string_view piece)
            {
                out += piece;
                ::raise(SIGTERM);
            },
            [](std::string_view) {}));
    };
    EXPECT_THROW(interrupted(), Interrupted);
    EXPECT_TRUE(ends(std::stoi(out)));
}

TEST(Family, LeavesNobodyBehindWhenWeAreKilled)
{
    std::array<int, 2> ends_of_pipe{};
    ASSERT_EQ(::pipe(ends_of_pipe.data()), 0);
    const pid_t us = ::fork();
    if (us == 0)
    {
        static_cast<void>(run_to_the_last(
            shell(std::string(kDaemon) + " sleep 600"), [] {},
            [&](std::string_view piece)
            { static_cast<void>(::write(ends_of_pipe[1], piece.data(), piece.size()) > 0); },
            [](std::string_view) {}));
        ::_exit(0);
    }
    std::array<char, 32> text{};
    ASSERT_GT(::read(ends_of_pipe[0], text.data(), text.size() - 1), 0);
    ::kill(us, SIGKILL);
    ::waitpid(us, nullptr, 0);
    EXPECT_TRUE(ends(std::stoi(text.data())));
    ::close(ends_of_pipe[0]);
    ::close(ends_of_pipe[1]);
}
} // namespace
} // namespace left4me
