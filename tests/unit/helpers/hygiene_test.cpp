#include "common/become.hpp"
#include "common/failure.hpp"
#include "common/hygiene.hpp"
#include "fixture/child.hpp"

#include <csignal>
#include <fstream>
#include <sstream>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <grp.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace left4me
{
namespace
{
std::string status_line(const std::string& key)
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
    {
        if (line.substr(0, key.size() + 1) == key + ":")
        {
            return line.substr(line.find_first_not_of(" \t", key.size() + 1));
        }
    }
    return "no " + key;
}

/// What `body` says in a child after the caller was forgotten.
std::string after_forgetting(const std::function<void()>& spoil, const std::function<std::string()>& body)
{
    return test::in_child(
        [&]
        {
            // The answer's pipe is one of the descriptors that are forgotten.
            std::array<int, 2> ends = {-1, -1};
            test::must(::pipe(ends.data()), "make a pipe");
            const test::Child inner(
                [&]
                {
                    test::must(::dup2(ends[1], STDOUT_FILENO), "answer on stdout");
                    spoil();
                    try
                    {
                        forget_the_caller();
                    }
                    catch (const Failure& failure)
                    {
                        return failure.sentence;
                    }
                    const std::string text = body();
                    [[maybe_unused]] const ssize_t written = ::write(STDOUT_FILENO, text.data(), text.size());
                    return std::string();
                });
            ::close(ends[1]);
            std::array<char, 4096> buffer{};
            const ssize_t count = ::read(ends[0], buffer.data(), buffer.size());
            return std::string(buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
        });
}

TEST(RequireRoot, RefusesEverybodyElse)
{
    EXPECT_EQ(test::in_child(
                  []
                  {
                      if (::geteuid() == 0)
                      {
                          test::must(::setresuid(980, 980, 980), "become a user");
                      }
                      try
                      {
                          require_root();
                      }
                      catch (const Failure& failure)
                      {
                          return std::to_string(static_cast<int>(failure.exit)) + " " + failure.sentence;
                      }
                      return std::string("let in");
                  }),
              "77 cannot act: only root may call this helper (sudo -n)");
}

class ForgottenCaller : public testing::Test
{
protected:
    void SetUp() override
    {
        if (::geteuid() != 0)
        {
            GTEST_SKIP() << "helpers do this as root only: run the tests as root, too";
        }
    }
};

TEST_F(ForgottenCaller, LeavesNoEnvironmentNoDirectoryAndNoUmask)
{
    EXPECT_EQ(after_forgetting(
                  []
                  {
                      ::setenv("LD_PRELOAD", "/tmp/x.so", 1);
                      ::umask(0777);
                      test::must(::chdir("/tmp"), "chdir");
                  },
                  []
                  {
                      std::array<char, 100> directory{};
                      const bool empty = environ == nullptr || *environ == nullptr;
                      const mode_t mask = ::umask(0);
                      return std::string(::getcwd(directory.data(), directory.size())) +
                             (empty ? " empty " : " not ") + std::to_string(mask);
                  }),
              "/ empty 18"); // 022
}

TEST_F(ForgottenCaller, LeavesNoDescriptorAboveStandardError)
{
    EXPECT_EQ(after_forgetting([] { test::must(::dup2(STDIN_FILENO, 1000), "dup2"); },
                               []
                               {
                                   int open = 0;
                                   for (int fd = 3; fd < 2000; ++fd)
                                   {
                                       open += ::fcntl(fd, F_GETFD) >= 0 ? 1 : 0;
                                   }
                                   return std::to_string(open);
                               }),
              "0");
}

TEST_F(ForgottenCaller, LeavesNoSignalIgnoredOrBlocked)
{
    EXPECT_EQ(after_forgetting(
                  []
                  {
                      ::signal(SIGTERM, SIG_IGN);
                      ::signal(SIGPIPE, SIG_IGN);
                      sigset_t all;
                      sigfillset(&all);
                      ::sigprocmask(SIG_SETMASK, &all, nullptr);
                  },
                  [] { return status_line("SigBlk") + " " + status_line("SigIgn"); }),
              "0000000000000000 0000000000000000");
}

TEST_F(ForgottenCaller, LeavesNoGroupAndNoTightLimit)
{
    EXPECT_EQ(after_forgetting(
                  []
                  {
                      const std::array<gid_t, 2> groups = {980, 981};
                      test::must(::setgroups(groups.size(), groups.data()), "setgroups");
                      const rlimit tight = {1, RLIM_INFINITY};
                      test::must(::setrlimit(RLIMIT_FSIZE, &tight), "setrlimit");
                  },
                  []
                  {
                      rlimit size = {};
                      ::getrlimit(RLIMIT_FSIZE, &size);
                      return std::to_string(::getgroups(0, nullptr)) +
                             (size.rlim_cur == RLIM_INFINITY ? " unlimited" : " limited");
                  }),
              "0 unlimited");
}

TEST_F(ForgottenCaller, HasNoCapabilityLeftForWhatItBecomes)
{
    EXPECT_EQ(test::in_child(
                  []
                  {
                      drop_all_capabilities();
                      std::string text;
                      for (const std::string set : {"CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"})
                      {
                          text += status_line(set) + " ";
                      }
                      return text + status_line("NoNewPrivs");
                  }),
              "0000000000000000 0000000000000000 0000000000000000 0000000000000000 0000000000000000 1");
}
} // namespace
} // namespace left4me
