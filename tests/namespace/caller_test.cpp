// Everything else that a caller can choose: descriptors, limits, signals, places, environment, identity.
#include "files.hpp"
#include "state_root.hpp"

#include <csignal>
#include <cstdlib>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace left4me::test
{
namespace
{
constexpr rlim_t kOneDescriptorMore = 4; // than the standard ones: the loader needs it before main()

class Caller : public StateRoot
{
protected:
    // Whether a whole life works under this circumstance, and changes nothing that it should not.
    static void expect_no_difference(const std::function<void()>& circumstance)
    {
        const std::string before = fingerprint(at("instances"));
        ASSERT_TRUE(succeeds(run_helper({"mount", "alpha"}, circumstance)));
        EXPECT_TRUE(is_mounted());
        EXPECT_TRUE(is_writable());
        EXPECT_TRUE(succeeds(run_helper({"mount", "alpha"}, circumstance)));
        EXPECT_TRUE(succeeds(run_helper({"umount", "alpha"}, circumstance)));
        EXPECT_TRUE(nothing_mounted());
        EXPECT_EQ(fingerprint(at("instances")), before);
    }

    // The hard limit too where root could raise it again. Containers often lack CAP_SYS_RESOURCE.
    static void lower_limit(__rlimit_resource resource, rlim_t value)
    {
        rlimit limit = {};
        must(getrlimit(resource, &limit), "getrlimit");
        limit.rlim_cur = value;
        limit.rlim_max = prctl(PR_CAPBSET_READ, 24 /* CAP_SYS_RESOURCE */) == 1 ? value : limit.rlim_max;
        must(setrlimit(resource, &limit), "setrlimit");
    }
};
LEFT4ME_ON_EACH_FILE_SYSTEM(Caller);

TEST_P(Caller, MayHaveClosedAnyStandardDescriptor)
{
    for (unsigned closed = 1; closed < 8; ++closed)
    {
        SCOPED_TRACE(closed);
        expect_no_difference(
            [closed]
            {
                for (int descriptor = 0; descriptor < 3; ++descriptor)
                {
                    if ((closed >> descriptor & 1U) != 0)
                    {
                        close(descriptor);
                    }
                }
            });
    }
}

TEST_P(Caller, LearnsTheStatusAlsoWhereNothingCanBeSaid)
{
    const auto status = [](const std::function<void()>& circumstance) {
        return run_helper({"mount", "nobody"}, circumstance).status;
    };
    EXPECT_EQ(status([] { close(STDERR_FILENO); }), kNoInput);
    EXPECT_EQ(status([] { dup2(open("/dev/full", O_WRONLY | O_CLOEXEC), STDERR_FILENO); }), kNoInput);
    EXPECT_EQ(status(
                  []
                  {
                      int ends[2] = {};
                      must(pipe(ends), "pipe");
                      dup2(ends[1], STDERR_FILENO);
                      close(ends[0]);
                      close(ends[1]);
                  }),
              kNoInput);
}

TEST_P(Caller, MayGiveNoWordsAtAllNotEvenAName)
{
    const Outcome outcome = run_helper({},
                                       []
                                       {
                                           char* const nothing[] = {nullptr};
                                           execv(kHelper.c_str(), nothing);
                                       });
    EXPECT_TRUE(explains_usage(outcome));
}

TEST_P(Caller, MayHaveLoweredItsLimits)
{
    expect_no_difference([] { lower_limit(RLIMIT_FSIZE, 0); });
    expect_no_difference([] { lower_limit(RLIMIT_NOFILE, kOneDescriptorMore); });
    expect_no_difference([] { lower_limit(RLIMIT_NPROC, 0); });
    expect_no_difference([] { lower_limit(RLIMIT_DATA, 4UL * 1024 * 1024); });
    expect_no_difference([] { lower_limit(RLIMIT_STACK, 128UL * 1024); });
}

TEST_P(Caller, MayHaveLoweredItsLimitsForFiveHundredLayers)
{
    std::vector<std::string> layers;
    while (layers.size() < 499)
    {
        layers.push_back(make_overlay_with_line_of(100));
    }
    layers.emplace_back("installation");
    write_layers(layers);
    expect_no_difference([] { lower_limit(RLIMIT_NOFILE, kOneDescriptorMore); });
}

TEST_P(Caller, WhoLeavesNoDescriptorFreeGetsNowhere)
{
    const Outcome outcome = run_helper({"mount", "alpha"}, [] { lower_limit(RLIMIT_NOFILE, 3); });
    EXPECT_EQ(outcome.status, 127) << "the loader finds no library";
    EXPECT_TRUE(nothing_mounted());
}

TEST_P(Caller, MayIgnoreAndBlockEverySignal)
{
    expect_no_difference(
        []
        {
            sigset_t all;
            sigfillset(&all);
            sigprocmask(SIG_SETMASK, &all, nullptr);
            for (int number = 1; number < NSIG; ++number)
            {
                signal(number, SIG_IGN);
            }
        });
}

TEST_P(Caller, MayStandAnywhere)
{
    std::filesystem::create_directories("/run/gone");
    expect_no_difference(
        []
        {
            std::filesystem::create_directories("/run/gone");
            std::filesystem::current_path("/run/gone");
            std::filesystem::remove("/run/gone");
        });
    expect_no_difference([] { std::filesystem::current_path(at("runtime/alpha/upper")); });
}

TEST_P(Caller, MayStandInMergedAndHoldItOpenAndStillUnmount)
{
    ASSERT_TRUE(succeeds(mount()));
    const auto stand_in_merged = []
    {
        std::filesystem::current_path(merged());
        must(open((merged() / "game").c_str(), O_RDONLY), "open"); // inherited on purpose
    };
    EXPECT_TRUE(succeeds(run_helper({"umount", "alpha"}, stand_in_merged)));
    EXPECT_TRUE(nothing_mounted());
}

TEST_P(Caller, MayHaveAnyUmask)
{
    for (const mode_t mask : {0U, 0777U})
    {
        std::filesystem::remove("/run/left4me-overlay.lock");
        expect_no_difference([mask] { umask(mask); });
        struct stat lock = {};
        must(stat("/run/left4me-overlay.lock", &lock), "stat the lock file");
        EXPECT_EQ(lock.st_mode & 0077, 0U) << "whoever can open the lock file can hold the lock";
        EXPECT_EQ(lock.st_uid, 0U);
    }
}

TEST_P(Caller, MaySetAnyVariable)
{
    expect_no_difference(
        []
        {
            std::filesystem::create_directories("/run/hostile");
            for (const char* name :
                 {"LEFT4ME_ROOT", "LD_LIBRARY_PATH", "LIBMOUNT_FSTAB", "LIBMOUNT_MTAB", "LIBMOUNT_UTAB",
                  "TMPDIR", "GCONV_PATH", "LOCPATH", "NLSPATH", "PATH", "HOME"})
            {
                setenv(name, "/run/hostile", 1);
            }
            for (const char* name : {"LIBMOUNT_DEBUG", "LIBMOUNT_FORCE_MOUNT2", "LANG", "LC_ALL", "IFS",
                                     "MALLOC_PERTURB_", "POSIXLY_CORRECT", "SYSTEMD_LOG_LEVEL"})
            {
                setenv(name, "0xffff", 1);
            }
        });
    EXPECT_TRUE(std::filesystem::is_empty("/run/hostile"));
}

TEST_P(Caller, MustBeRoot)
{
    const auto as = [](uid_t real, uid_t effective) {
        return run_helper({"mount", "alpha"},
                          [=] { must(setresuid(real, effective, effective), "setresuid"); });
    };
    EXPECT_TRUE(refuses(as(kGame, kGame), {kNoPerm}));
    EXPECT_TRUE(refuses(as(kStranger, kStranger), {kNoPerm}));
    EXPECT_TRUE(refuses(as(kGame, 0), {kNoPerm})) << "as if a set-user-ID bit had been put on it";
    EXPECT_TRUE(nothing_mounted());
}
} // namespace
} // namespace left4me::test
