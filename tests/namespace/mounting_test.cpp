// What mount and umount do when nothing is wrong.
#include "files.hpp"
#include "mount_table.hpp"
#include "state_root.hpp"

namespace left4me::test
{
namespace
{
class Mounting : public StateRoot
{
};
LEFT4ME_ON_EACH_FILE_SYSTEM(Mounting);

TEST_P(Mounting, MountsTheLayersTopmostFirst)
{
    ASSERT_TRUE(succeeds(mount()));
    EXPECT_EQ(read_file(merged() / "cfg/server.cfg"), "top");
    EXPECT_EQ(read_file(merged() / "cfg/base.cfg"), "base");
    EXPECT_EQ(read_file(merged() / "game"), "installed");
}

TEST_P(Mounting, AddsOneMountThatIsNamedAfterTheInstance)
{
    const std::size_t before = mount_table().size();
    ASSERT_TRUE(succeeds(mount()));
    EXPECT_EQ(mount_table().size(), before + 1);
    EXPECT_TRUE(is_mounted());
}

TEST_P(Mounting, UmountLeavesTheMountTableAsItWas)
{
    const std::string before = mount_table_text();
    ASSERT_TRUE(succeeds(mount()));
    ASSERT_TRUE(succeeds(umount()));
    EXPECT_EQ(mount_table_text(), before);
}

TEST_P(Mounting, GivesTheGameAWritableTree)
{
    ASSERT_TRUE(succeeds(mount()));
    EXPECT_TRUE(is_writable());
    EXPECT_EQ(read_file(at("installation/game")), "installed");
}

TEST_P(Mounting, KeepsWhatWasWrittenForTheNextMount)
{
    ASSERT_TRUE(succeeds(mount()));
    ASSERT_TRUE(is_writable());
    ASSERT_TRUE(succeeds(umount()));
    ASSERT_TRUE(succeeds(mount()));
    EXPECT_EQ(read_file(merged() / "game"), "installed, changed");
}

TEST_P(Mounting, ShowsWhatWasStagedIntoUpper)
{
    make_file("runtime/alpha/upper/cfg/server.cfg", "staged");
    ASSERT_TRUE(succeeds(mount()));
    EXPECT_EQ(read_file(merged() / "cfg/server.cfg"), "staged");
}

TEST_P(Mounting, KeepsInstancesApart)
{
    make_instance("beta", {"overlays/base", "installation"});
    ASSERT_TRUE(succeeds(mount("alpha")));
    ASSERT_TRUE(succeeds(mount("beta")));
    ASSERT_TRUE(is_writable("alpha"));
    EXPECT_EQ(read_file(merged("beta") / "game"), "installed");
    EXPECT_EQ(read_file(merged("beta") / "cfg/server.cfg"), "base");
    ASSERT_TRUE(succeeds(umount("alpha")));
    EXPECT_TRUE(is_mounted("beta"));
}

TEST_P(Mounting, MountsTheInstallationAlone)
{
    write_layers({"installation"});
    ASSERT_TRUE(succeeds(mount()));
    EXPECT_EQ(read_file(merged() / "cfg/server.cfg"), "installation");
    EXPECT_TRUE(is_writable());
}

TEST_P(Mounting, MountsAGeneration)
{
    make_file("installations/2026-11-24/game", "a generation");
    write_layers({"overlays/top", "installations/2026-11-24"});
    ASSERT_TRUE(succeeds(mount()));
    EXPECT_EQ(read_file(merged() / "game"), "a generation");
}

TEST_P(Mounting, TakesLayersFromEveryRoot)
{
    make_file("workshop_cache/1234/addons/map.vpk", "workshop");
    make_file("global_overlay_cache/a/b/addons/all.vpk", "global");
    make_file("overlays/users/42/custom/addons/mine.vpk", "mine");
    write_layers(
        {"overlays/users/42/custom", "workshop_cache/1234", "global_overlay_cache/a/b", "installation"});
    ASSERT_TRUE(succeeds(mount()));
    EXPECT_EQ(read_file(merged() / "addons/map.vpk"), "workshop");
    EXPECT_EQ(read_file(merged() / "addons/all.vpk"), "global");
    EXPECT_EQ(read_file(merged() / "addons/mine.vpk"), "mine");
}

TEST_P(Mounting, TakesTheLongestName)
{
    const std::string name(64, 'z');
    make_instance(name, {"installation"});
    ASSERT_TRUE(succeeds(mount(name)));
    EXPECT_TRUE(is_mounted(name));
    EXPECT_TRUE(succeeds(umount(name)));
}
} // namespace
} // namespace left4me::test
