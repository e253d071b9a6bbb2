// Removing what overlayfs left in work is done with root's help in a directory of a hostile owner.
#include "by_hand.hpp"
#include "files.hpp"
#include "state_root.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace left4me::test
{
namespace
{
class WorkLeftovers : public StateRoot
{
protected:
    void SetUp() override
    {
        StateRoot::SetUp();
        // A tree that root could empty: whoever follows a link out of work would.
        std::filesystem::create_directories("/run/precious/work/index");
        write_file("/run/precious/work/index/file", "precious");
        write_file("/run/precious/file", "precious");
        give_to("/run/precious", kGame);
        set_mode("/run/precious/work", 0);
        before_ = fingerprint("/run/precious");
    }

    void TearDown() override
    {
        EXPECT_EQ(fingerprint("/run/precious"), before_);
        EXPECT_EQ(read_file(at("installation/game")), "installed");
        StateRoot::TearDown();
        std::filesystem::remove_all("/run/precious");
    }

    // Nothing is said about the status: only about what stays.
    static void umount_and_look_for_work()
    {
        const Outcome outcome = umount();
        EXPECT_TRUE(refuses(outcome, {0, kDataErr, kOsErr, kTempFail}));
    }

private:
    std::string before_;
};
LEFT4ME_ON_EACH_FILE_SYSTEM(WorkLeftovers);

TEST_P(WorkLeftovers, AreNotLookedForBehindASymlink)
{
    std::filesystem::remove(work());
    make_symlink("runtime/alpha/work", "/run/precious");
    umount_and_look_for_work();
    EXPECT_TRUE(std::filesystem::is_symlink(work()));
}

TEST_P(WorkLeftovers, ThatAreSymlinksAreNotFollowed)
{
    make_symlink("runtime/alpha/work/work", "/run/precious/work");
    make_symlink("runtime/alpha/work/index", "/run/precious");
    make_symlink("runtime/alpha/work/up", at("installation"));
    umount_and_look_for_work();
}

TEST_P(WorkLeftovers, ThatHoldSymlinksAreRemovedWithoutThem)
{
    make_directory("runtime/alpha/work/work/deeper");
    make_symlink("runtime/alpha/work/work/out", "/run/precious");
    make_symlink("runtime/alpha/work/work/deeper/out", "../../../../../installation");
    give_to(at("runtime/alpha/work/work"), 0);
    set_mode(at("runtime/alpha/work/work"), 0);
    EXPECT_TRUE(succeeds(umount()));
    EXPECT_EQ(as_game(
                  []
                  {
                      std::filesystem::remove_all(work());
                      return 0;
                  }),
              0);
}

TEST_P(WorkLeftovers, AreNotCrossedWhereSomethingIsMountedInThem)
{
    make_directory("runtime/alpha/work/work/mounted");
    bind("/run/precious", at("runtime/alpha/work/work/mounted"));
    umount_and_look_for_work();
    EXPECT_EQ(read_file(at("runtime/alpha/work/work/mounted/file")), "precious");
}

TEST_P(WorkLeftovers, AreNotCrossedWhereWorkItselfIsMounted)
{
    bind("/run/precious", work());
    umount_and_look_for_work();
    EXPECT_EQ(read_file(work() / "file"), "precious");
}

TEST_P(WorkLeftovers, MayBeAFile)
{
    std::filesystem::remove(work());
    make_file("runtime/alpha/work", "");
    umount_and_look_for_work();
}

TEST_P(WorkLeftovers, MayBeADeepTree)
{
    make_directory("runtime/alpha/work/work");
    auto place = static_cast<int>(
        must(open(at("runtime/alpha/work/work").c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC), "open work"));
    for (int depth = 0; depth < 3000; ++depth) // deeper than a path, a small stack or 1024 descriptors reach
    {
        must(mkdirat(place, "d", 0755), "mkdir");
        const auto next =
            static_cast<int>(must(openat(place, "d", O_RDONLY | O_DIRECTORY | O_CLOEXEC), "open d"));
        must(fchown(next, kGame, kGame), "chown d");
        close(place);
        place = next;
    }
    close(place);
    umount_and_look_for_work();
    EXPECT_TRUE(std::filesystem::exists(upper()));
    // Here and now: remove_all of the tear-down holds a descriptor for each level.
    EXPECT_EQ(run({"/usr/bin/rm", "-rf", at("runtime/alpha/work/work")}).status, 0);
}
} // namespace
} // namespace left4me::test
