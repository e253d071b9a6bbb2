// Two live overlays over one upper corrupt it, so a second one is refused wherever the first has gone.
#include "by_hand.hpp"
#include "files.hpp"
#include "mount_table.hpp"
#include "state_root.hpp"

#include <chrono>
#include <cstdio>
#include <thread>

#include <unistd.h>

namespace left4me::test
{
namespace
{
class Superblock : public StateRoot
{
protected:
    static std::string dirs(const std::string& lower)
    {
        return "lowerdir=" + lower + ",upperdir=" + upper().string() + ",workdir=" + work().string();
    }

    // The kernel tears a mount namespace down some time after its last process has ended.
    static testing::AssertionResult mounts_before_long()
    {
        Outcome outcome = mount();
        for (int attempt = 0; outcome.status == kTempFail && attempt < 100; ++attempt)
        {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            outcome = mount();
        }
        return succeeds(outcome);
    }
};
LEFT4ME_ON_EACH_FILE_SYSTEM(Superblock);

TEST_P(Superblock, InAnotherNamespaceIsStillAlive)
{
    ASSERT_TRUE(succeeds(mount()));
    Companion elsewhere(leave_mount_namespace);
    ASSERT_TRUE(refuses(umount(), open_choice::kUmountWithACopyElsewhere));
    if (mounts_on(merged()).empty())
    {
        EXPECT_TRUE(refuses_to_mount({kTempFail}));
    }
    elsewhere.dismiss();
    EXPECT_TRUE(mounts_before_long());
    EXPECT_TRUE(is_writable());
}

TEST_P(Superblock, LazilyDetachedIsStillAlive)
{
    ASSERT_TRUE(succeeds(mount()));
    Companion game([] { std::filesystem::current_path(merged()); });
    detach(merged());
    EXPECT_TRUE(refuses_to_mount({kTempFail}));
    game.dismiss();
    EXPECT_TRUE(mounts_before_long());
    EXPECT_TRUE(is_writable());
}

TEST_P(Superblock, MountedByHandElsewhereIsAlive)
{
    make_directory("elsewhere");
    mount_overlay(at("elsewhere"), "by hand", "index=off," + dirs(at("installation").string()));
    EXPECT_TRUE(refuses_to_mount({kTempFail}));
    unmount(at("elsewhere"));
    EXPECT_TRUE(mounts_before_long());
}

TEST_P(Superblock, IsKnownByItsUpperAlsoUnderAnotherInstance)
{
    make_instance("beta", {"installation"});
    ASSERT_TRUE(succeeds(mount()));
    std::filesystem::rename(upper(), upper("beta"));
    EXPECT_TRUE(refuses_to_mount({kTempFail}, "beta"));
}

TEST_P(Superblock, IsKnownByItsWorkAlsoUnderAnotherInstance)
{
    make_instance("beta", {"installation"});
    ASSERT_TRUE(succeeds(mount()));
    std::filesystem::remove(work("beta"));
    std::filesystem::rename(work(), work("beta"));
    EXPECT_TRUE(refuses_to_mount({kTempFail}, "beta"));
}

TEST_P(Superblock, IsKnownAlsoWhenTheWholeRuntimeDirectoryIsRenamed)
{
    make_instance("beta", {"overlays/top", "overlays/base", "installation"});
    ASSERT_TRUE(succeeds(mount()));
    std::filesystem::remove_all(at("runtime/beta"));
    std::filesystem::rename(at("runtime/alpha"), at("runtime/beta"));
    EXPECT_TRUE(refuses_to_mount({kTempFail}, "beta"));
}

TEST_P(Superblock, LivesInNoLayer)
{
    make_instance("beta", {"overlays/stolen", "installation"});
    ASSERT_TRUE(succeeds(mount()));
    std::filesystem::rename(upper(), at("overlays/stolen"));
    EXPECT_TRUE(refuses_to_mount(open_choice::kLayerIsAnUpper, "beta"));
}

TEST_P(Superblock, ThatOutlivesUmountKeepsItsMarksAndWhatTheKernelWorksIn)
{
    make_instance("beta", {"overlays/stolen", "installation"});
    ASSERT_TRUE(succeeds(mount()));
    const Companion elsewhere(leave_mount_namespace);
    if (umount().status != 0)
    {
        GTEST_SKIP() << "this kernel lets no mount go that is in use elsewhere";
    }
    EXPECT_TRUE(std::filesystem::exists(work() / "work"));
    ASSERT_TRUE(succeeds(umount())) << "of nothing";
    EXPECT_TRUE(std::filesystem::exists(work() / "work"));
    std::filesystem::rename(upper(), at("overlays/stolen"));
    EXPECT_TRUE(refuses_to_mount(open_choice::kLayerIsAnUpper, "beta"));
}

TEST_P(Superblock, LivesInNoRuntimeDirectory)
{
    make_instance("beta", {"installation"});
    for (const auto& [alive, name] : {std::pair(upper(), "upper"), std::pair(work(), "work")})
    {
        ASSERT_TRUE(succeeds(mount()));
        std::filesystem::remove_all(at("runtime/beta"));
        std::filesystem::rename(alive, at("runtime/beta"));
        for (const std::string part : {"upper", "work", "merged"})
        {
            std::filesystem::remove_all(at("runtime/beta/" + part)); // the kernel's own work/work
            make_directory("runtime/beta/" + part);
        }
        EXPECT_TRUE(refuses_to_mount({kTempFail}, "beta")) << name;
        std::filesystem::rename(at("runtime/beta"), alive);
        ASSERT_TRUE(succeeds(umount()));
    }
}

TEST_P(Superblock, WhoseNewLayersWereRefusedIsNotTakenForThem)
{
    const Companion other(leave_mount_namespace);
    ASSERT_TRUE(succeeds(mount()));
    const auto aside = at("runtime/alpha/aside");
    ASSERT_EQ(as_game_beside(other, [&] { return rename(merged().c_str(), aside.c_str()); }), 0);
    make_directory("runtime/alpha/merged");
    write_layers({"installation"});
    ASSERT_TRUE(refuses_to_mount({kTempFail}));
    ASSERT_EQ(rmdir(merged().c_str()), 0);
    ASSERT_EQ(as_game_beside(other, [&] { return rename(aside.c_str(), merged().c_str()); }), 0);
    EXPECT_TRUE(refuses_to_mount({kTempFail}));
    write_layers({"overlays/top", "overlays/base", "installation"});
    EXPECT_TRUE(succeeds(mount())) << "what is mounted";
}

TEST_P(Superblock, IsKnownAlsoWhenMergedIsRenamedInAnotherNamespace)
{
    const Companion other(leave_mount_namespace);
    ASSERT_TRUE(succeeds(mount()));
    ASSERT_EQ(
        as_game_beside(other, [] { return rename(merged().c_str(), at("runtime/alpha/gone").c_str()); }), 0);
    make_directory("runtime/alpha/merged");
    ASSERT_TRUE(nothing_mounted());
    EXPECT_TRUE(refuses_to_mount({kTempFail}));
}

TEST_P(Superblock, IsKnownAlsoWhenMergedIsRemovedInAnotherNamespace)
{
    const Companion other(leave_mount_namespace);
    ASSERT_TRUE(succeeds(mount()));
    Companion game([] { std::filesystem::current_path(merged()); });
    ASSERT_EQ(as_game_beside(other, [] { return rmdir(merged().c_str()); }), 0);
    make_directory("runtime/alpha/merged");
    ASSERT_TRUE(nothing_mounted());
    EXPECT_TRUE(refuses_to_mount({kTempFail}));
    game.dismiss();
    EXPECT_TRUE(mounts_before_long());
    EXPECT_TRUE(is_writable());
}

TEST_P(Superblock, OnceGoneLeavesUpperFreeForOtherLayers)
{
    ASSERT_TRUE(succeeds(mount()));
    ASSERT_TRUE(is_writable());
    ASSERT_TRUE(succeeds(umount()));
    std::filesystem::rename(at("installation"), at("old")); // another directory, as after a new installation
    make_file("installation/game", "reinstalled");
    make_file("overlays/new/new", "new");
    for (const std::vector<std::string>& layers : {std::vector<std::string>{"overlays/top", "installation"},
                                                   {"installation"},
                                                   {"overlays/new", "installation"}})
    {
        write_layers(layers);
        ASSERT_TRUE(succeeds(mount()));
        EXPECT_EQ(read_file(merged() / "game"), "installed, changed");
        ASSERT_TRUE(succeeds(umount()));
    }
}

TEST_P(Superblock, OfAFullRootThatBoundUpperToItsLayersIsGotOver)
{
    mount_overlay(merged(), "earlier tool",
                  "index=on," + dirs(at("overlays/base").string() + ":" + at("installation").string()));
    ASSERT_TRUE(is_writable());
    ASSERT_EQ(as_game([] { return error_of(unlink((merged() / "cfg/base.cfg").c_str())); }), 0);
    unmount(merged());
    ASSERT_TRUE(std::filesystem::exists(work() / "index")) << "upper is bound to nothing";
    ASSERT_TRUE(succeeds(mount())); // the layers are others now
    EXPECT_EQ(read_file(merged() / "game"), "installed, changed");
    EXPECT_FALSE(std::filesystem::exists(merged() / "cfg/base.cfg"));
    EXPECT_EQ(read_file(merged() / "cfg/server.cfg"), "top");
}

TEST_P(Superblock, OfAFullRootIsRefusedWhileItLives)
{
    mount_overlay(merged(), "earlier tool",
                  "index=on," + dirs(at("overlays/base").string() + ":" + at("installation").string()));
    ASSERT_TRUE(is_writable());
    const Companion game([] { std::filesystem::current_path(merged()); });
    detach(merged());
    EXPECT_TRUE(refuses_to_mount({kTempFail}));
    EXPECT_TRUE(std::filesystem::exists(work() / "index")) << "taken from under a living overlay";
}
} // namespace
} // namespace left4me::test
