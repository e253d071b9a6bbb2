#include "common/become.hpp"
#include "common/failure.hpp"
#include "fixture/child.hpp"

#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace left4me
{
namespace
{
/// What the program writes to stdout.
std::string output_of(const char* program, const std::vector<std::string>& words)
{
    std::array<int, 2> ends = {-1, -1};
    test::must(::pipe(ends.data()), "make a pipe");
    const test::Child child(
        [&]
        {
            ::setenv("LD_DEBUG", "", 1);
            ::setenv("LESS", "-x", 1);
            ::dup2(ends[1], STDOUT_FILENO);
            become(program, words);
            return std::string();
        });
    ::close(ends[1]);
    std::string text;
    std::array<char, 4096> buffer{};
    for (ssize_t count = 0; (count = ::read(ends[0], buffer.data(), buffer.size())) > 0;)
    {
        text.append(buffer.data(), static_cast<std::size_t>(count));
    }
    ::close(ends[0]);
    return text;
}

Exit exit_of(const char* program)
{
    try
    {
        become(program, {});
    }
    catch (const Failure& failure)
    {
        return failure.exit;
    }
}

TEST(Become, HandsOverAConstantEnvironmentAndNothingOfTheCallers)
{
    EXPECT_EQ(output_of("/usr/bin/env", {}), "PATH=/usr/sbin:/usr/bin:/sbin:/bin\nLC_ALL=C.UTF-8\n"
                                             "SYSTEMD_PAGER=\nSYSTEMD_COLORS=0\n");
}

TEST(Become, HandsOverEachWordAsItIs)
{
    EXPECT_EQ(output_of("/usr/bin/printf", {"[%s]", "a b", "", "$HOME", "*"}), "[a b][][$HOME][*]");
}

TEST(Become, TellsAMissingProgramFromOneThatTheKernelRefuses)
{
    EXPECT_EQ(exit_of("/nonexistent/systemctl"), Exit::Unavailable);
    EXPECT_EQ(exit_of("/etc"), Exit::OsErr);
    EXPECT_EQ(exit_of("/etc/passwd"), Exit::OsErr);
}

TEST(Become, LooksForNoProgramInAPath)
{
    EXPECT_EQ(exit_of("env"), Exit::Unavailable);
}
} // namespace
} // namespace left4me
