// umount takes away our overlay and what overlayfs left in work, and nothing else.
#include "by_hand.hpp"
#include "files.hpp"
#include "state_root.hpp"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

namespace left4me::test
{
namespace
{
class Umount : public StateRoot
{
protected:
    // Everything is used once: a copy-up, a whiteout, an opaque directory.
    static void use_and_umount()
    {
        ASSERT_TRUE(succeeds(mount()));
        ASSERT_TRUE(is_writable());
        std::filesystem::remove_all(merged() / "cfg");
        std::filesystem::create_directory(merged() / "cfg");
        ASSERT_TRUE(succeeds(umount()));
    }

    static int owner_deletes(std::string_view relative)
    {
        return as_game(
            [&]
            {
                std::error_code error;
                std::filesystem::remove_all(at(relative), error);
                return error.value();
            });
    }

    static testing::AssertionResult names(const Outcome& outcome, pid_t holder)
    {
        const bool named = outcome.err.find(std::to_string(holder)) != std::string::npos;
        return named ? testing::AssertionSuccess()
                     : testing::AssertionFailure() << holder << " is not named in: " << outcome.err;
    }
};
LEFT4ME_ON_EACH_FILE_SYSTEM(Umount);

TEST_P(Umount, OfWhatIsNotMountedSucceeds)
{
    EXPECT_TRUE(succeeds(umount()));
    ASSERT_TRUE(succeeds(mount()));
    EXPECT_TRUE(succeeds(umount()));
    EXPECT_TRUE(succeeds(umount()));
}

TEST_P(Umount, OfWhatIsGoneSucceeds)
{
    std::filesystem::remove_all(at("runtime/alpha"));
    EXPECT_TRUE(succeeds(umount()));
    EXPECT_TRUE(succeeds(umount("nobody")));
    std::filesystem::remove_all(at("runtime"));
    EXPECT_TRUE(succeeds(umount()));
}

TEST_P(Umount, NeedsNoInstanceAndNoLayers)
{
    ASSERT_TRUE(succeeds(mount()));
    std::filesystem::remove_all(at("instances"));
    EXPECT_TRUE(succeeds(umount()));
    EXPECT_TRUE(nothing_mounted());
}

TEST_P(Umount, WithoutMergedOrWorkFindsNothingToDo)
{
    std::filesystem::remove(work());
    EXPECT_TRUE(succeeds(umount()));
    std::filesystem::remove(merged());
    EXPECT_TRUE(refuses_to_umount(open_choice::kUmountOfNoMerged));
}

TEST_P(Umount, OfABusyOneIsRefusedAndNamesWhoIsIn)
{
    ASSERT_TRUE(succeeds(mount()));
    Companion game(
        []
        {
            become_user(kGame);
            std::filesystem::current_path(merged());
        });
    const Outcome outcome = umount();
    EXPECT_TRUE(refuses(outcome, {kTempFail}));
    EXPECT_TRUE(names(outcome, game.pid()));
    EXPECT_TRUE(is_mounted()); // never lazily
    game.dismiss();
    EXPECT_TRUE(succeeds(umount()));
}

TEST_P(Umount, OfABusyOneNamesNobodyWhoOnlyHasACopy)
{
    ASSERT_TRUE(succeeds(mount()));
    const Companion copy(leave_mount_namespace);
    const Companion game([] { std::filesystem::current_path(merged()); });
    ASSERT_LT(copy.pid(), game.pid());
    EXPECT_TRUE(names(umount(), game.pid()));
}

// As each service has them that systemd starts with a namespace of its own.
TEST_P(Umount, OfABusyOneDoesNotBlameACopyThatFollowsOurs)
{
    must(::mount("none", at("").c_str(), nullptr, MS_SHARED | MS_REC, nullptr), "share mounts");
    ASSERT_TRUE(succeeds(mount()));
    const Companion copy(
        []
        {
            must(unshare(CLONE_NEWNS), "unshare");
            must(::mount("none", "/", nullptr, MS_SLAVE | MS_REC, nullptr), "follow the mounts");
        });
    mount_tmpfs(merged() / "cfg");
    const Outcome outcome = umount();
    EXPECT_TRUE(refuses(outcome, {kTempFail}));
    EXPECT_NE(outcome.err.find("does not show"), std::string::npos) << outcome.err;
}

TEST_P(Umount, OfOneWithAnOpenFileIsRefusedAndNamesWhoHasItOpen)
{
    ASSERT_TRUE(succeeds(mount()));
    const Companion game([] { must(open((merged() / "game").c_str(), O_RDONLY | O_CLOEXEC), "open"); });
    const Outcome outcome = umount();
    EXPECT_TRUE(refuses(outcome, {kTempFail}));
    EXPECT_TRUE(names(outcome, game.pid()));
    EXPECT_TRUE(is_mounted());
}

TEST_P(Umount, WaitsForAGameThatIsAboutToEnd)
{
    ASSERT_TRUE(succeeds(mount()));
    const Companion game(
        []
        {
            std::filesystem::current_path(merged());
            alarm(1);
        });
    EXPECT_TRUE(succeeds(umount()));
    EXPECT_TRUE(nothing_mounted());
}

TEST_P(Umount, KeepsWhatTheGameWrote)
{
    ASSERT_TRUE(succeeds(mount()));
    ASSERT_TRUE(is_writable());
    const std::string before = fingerprint(upper());
    ASSERT_TRUE(succeeds(umount()));
    EXPECT_EQ(fingerprint(upper()), before);
}

TEST_P(Umount, LeavesNothingThatTheOwnerCannotDelete)
{
    use_and_umount();
    EXPECT_EQ(owner_deletes("runtime/alpha"), 0);
    EXPECT_FALSE(std::filesystem::exists(at("runtime/alpha")));
}

TEST_P(Umount, MendsWhatAMountOfSomebodyElseLeft)
{
    mount_overlay(merged(), "earlier tool",
                  "index=on,lowerdir=" + at("installation").string() + ",upperdir=" + upper().string() +
                      ",workdir=" + work().string());
    ASSERT_TRUE(is_writable());
    unmount(merged());
    ASSERT_EQ(owner_deletes("runtime/alpha/work/work"), EACCES) << "nothing of root's was left";
    EXPECT_TRUE(succeeds(umount()));
    EXPECT_EQ(owner_deletes("runtime/alpha/work"), 0);
}

TEST_P(Umount, DoesNotFollowAMergedThatIsASymlink)
{
    make_instance("beta", {"installation"});
    ASSERT_TRUE(succeeds(mount("beta")));
    std::filesystem::remove(merged());
    make_symlink("runtime/alpha/merged", "../beta/merged");
    EXPECT_TRUE(refuses_to_umount(open_choice::kUmountOfNoDirectory));
    std::filesystem::remove(merged());
    make_symlink("runtime/alpha/merged", "/proc");
    EXPECT_TRUE(refuses_to_umount(open_choice::kUmountOfNoDirectory));
    std::filesystem::remove(merged());
    make_file("runtime/alpha/merged", "");
    EXPECT_TRUE(refuses_to_umount(open_choice::kUmountOfNoDirectory));
}

TEST_P(Umount, DoesNotFollowADirectoryAboveThatIsASymlink)
{
    make_instance("beta", {"installation"});
    ASSERT_TRUE(succeeds(mount("beta")));
    std::filesystem::remove_all(at("runtime/alpha"));
    make_symlink("runtime/alpha", "beta");
    EXPECT_TRUE(refuses_to_umount(open_choice::kUmountOfNoDirectory));
    std::filesystem::rename(at("runtime"), at("real"));
    make_symlink("runtime", "real");
    EXPECT_TRUE(refuses_to_umount(open_choice::kUmountOfNoDirectory, "beta"));
}
} // namespace
} // namespace left4me::test
