// The helper looked at from outside while it waits for its lock: what of its caller is left in it.
#include "files.hpp"
#include "paths.hpp"
#include "state_root.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <thread>

#include <fcntl.h>
#include <grp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace left4me::test
{
namespace
{
constexpr char kLock[] = "/run/left4me-overlay.lock";

void hold_every_lock()
{
    const auto file =
        static_cast<int>(must(open(kLock, O_RDWR | O_CREAT | O_CLOEXEC, 0600), "open the lock file"));
    struct flock whole = {};
    whole.l_type = F_WRLCK;
    must(fcntl(file, F_SETLK, &whole), "lock it");
}

// All of it inherited by the helper through execve(2).
void be_hostile()
{
    must(open("/", O_RDONLY | O_DIRECTORY), "open /");
    must(dup2(0, 500), "dup2");
    std::filesystem::current_path("/run");
    umask(0);
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, nullptr);
    signal(SIGTERM, SIG_IGN);
    const gid_t groups[] = {4, 27, kGame};
    must(setgroups(3, groups), "setgroups");
    must(setpriority(PRIO_PROCESS, 0, 15), "nice");
    must(prctl(PR_SET_TIMERSLACK, 1'000'000'000UL, 0, 0, 0), "timer slack");
    write_file("/proc/self/oom_score_adj", "700");
}

class Hygiene : public StateRoot
{
protected:
    void SetUp() override
    {
        StateRoot::SetUp();
        holder_.emplace(hold_every_lock);
        helper_.emplace(helper_with({"mount", "alpha"}), be_hostile);
        ASSERT_TRUE(waits()) << "the helper did not wait for its lock";
    }

    void TearDown() override
    {
        holder_.reset();
        EXPECT_TRUE(succeeds(helper_->finish()));
        EXPECT_TRUE(is_mounted());
        StateRoot::TearDown();
    }

    [[nodiscard]] pid_t pid() const { return helper_->pid(); }

    [[nodiscard]] std::filesystem::path proc(const char* name) const
    {
        return std::filesystem::path("/proc") / std::to_string(pid()) / name;
    }

    [[nodiscard]] std::string status_of(const char* field) const { return test::status_of(pid(), field); }

private:
    [[nodiscard]] bool has_open(const std::filesystem::path& file) const
    {
        std::error_code ended;
        const std::filesystem::directory_iterator all(proc("fd"), ended);
        return std::any_of(begin(all), end(all),
                           [&](const auto& entry) { return read_symlink(entry.path(), ended) == file; });
    }

    [[nodiscard]] bool waits() const
    {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
        while (!has_open(kLock) && std::chrono::steady_clock::now() < deadline)
        {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        return has_open(kLock);
    }

    std::optional<Companion> holder_;
    std::optional<Running> helper_;
};
LEFT4ME_ON_EACH_FILE_SYSTEM(Hygiene);

TEST_P(Hygiene, NoDescriptorOfTheCallersIsLeft)
{
    for (const auto& descriptor : std::filesystem::directory_iterator(proc("fd")))
    {
        const int number = std::stoi(descriptor.path().filename());
        const auto target = std::filesystem::read_symlink(descriptor.path());
        EXPECT_TRUE(number < 3 || target == kLock || target == paths::kStateRoot)
            << number << " is " << target;
    }
}

TEST_P(Hygiene, NoPlaceOrMaskOfTheCallersIsLeft)
{
    EXPECT_EQ(std::filesystem::read_symlink(proc("cwd")), "/");
    EXPECT_EQ(status_of("Umask"), "0022");
}

TEST_P(Hygiene, NoSignalIsBlockedOrIgnored)
{
    EXPECT_EQ(status_of("SigBlk"), "0000000000000000");
    EXPECT_EQ(std::stoull(status_of("SigIgn"), nullptr, 16) & 1ULL << (SIGTERM - 1), 0U);
}

TEST_P(Hygiene, NoGroupOfTheCallersIsLeft)
{
    EXPECT_EQ(status_of("Groups").find("27"), std::string::npos);
    EXPECT_EQ(status_of("Groups").find("4 "), std::string::npos);
}

TEST_P(Hygiene, TheCallersSlownessIsNotInherited)
{
    EXPECT_EQ(getpriority(PRIO_PROCESS, static_cast<id_t>(pid())), 0);
    EXPECT_EQ(read_file(proc("oom_score_adj")), "0\n");
    EXPECT_EQ(read_file(proc("timerslack_ns")), "50000\n")
        << "the longest that a pause may last beyond its end";
}

TEST_P(Hygiene, TheLockIsRootsAlone)
{
    struct stat about = {};
    must(stat(kLock, &about), "stat the lock file");
    EXPECT_EQ(about.st_uid, 0U);
    EXPECT_EQ(as_game([] { return error_of(open(kLock, O_RDONLY | O_CLOEXEC)); }), EACCES);
}
} // namespace
} // namespace left4me::test
