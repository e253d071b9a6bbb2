#include "common/run.hpp"
#include "fixture/child.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>

namespace left4me
{
namespace
{
struct Said
{
    int status;
    std::string text;
};

template <typename Body>
Said say(Body body)
{
    testing::internal::CaptureStderr();
    const int status = run("left4me-test", body);
    return {status, testing::internal::GetCapturedStderr()};
}

TEST(Run, IsSilentOnSuccess)
{
    const Said said = say([] {});
    EXPECT_EQ(said.status, 0);
    EXPECT_EQ(said.text, "");
}

TEST(Run, TurnsAFailureIntoOneLineAndItsStatus)
{
    const Said said = say([] { fail(Exit::TempFail, "mount alpha", "it is busy"); });
    EXPECT_EQ(said.status, 75);
    EXPECT_EQ(said.text, "left4me-test: cannot mount alpha: it is busy\n");
}

TEST(Run, TakesEveryOtherExceptionForABug)
{
    const Said said = say([] { static_cast<void>(std::string("x").at(1)); });
    EXPECT_EQ(said.status, 70);
    EXPECT_EQ(said.text.substr(0, 28), "left4me-test: cannot go on: ");
}

TEST(Run, KeepsItsStatusWhenStandardErrorCannotBeWritten)
{
    EXPECT_EQ(test::in_child(
                  []
                  {
                      test::must(::dup2(::open("/dev/full", O_WRONLY | O_CLOEXEC), STDERR_FILENO),
                                 "use /dev/full");
                      return std::to_string(run("left4me-test", [] { fail(Exit::Usage, "act", "no"); }));
                  }),
              "64");
}

TEST(Run, FillsClosedStandardDescriptorsSoThatNoFileOfOursBecomesOne)
{
    EXPECT_EQ(test::in_child(
                  []
                  {
                      ::close(STDIN_FILENO);
                      ::close(STDOUT_FILENO);
                      ::close(STDERR_FILENO);
                      int opened = -1;
                      run("left4me-test", [&] { opened = ::open("/dev/null", O_RDONLY | O_CLOEXEC); });
                      return opened > STDERR_FILENO ? std::string("above") : std::to_string(opened);
                  }),
              "above");
}
} // namespace
} // namespace left4me
