// A second mount succeeds only when exactly this mount is there already.
#include "by_hand.hpp"
#include "files.hpp"
#include "mount_table.hpp"
#include "state_root.hpp"

#include <sys/mount.h>

namespace left4me::test
{
namespace
{
class RepeatedMount : public StateRoot
{
protected:
    // The directory is another one afterwards, with the same name, owner and content.
    static void replace(const std::string& relative)
    {
        std::filesystem::rename(at(relative), at("replaced"));
        make_directory(relative);
    }

    static std::string options_as_ours()
    {
        return "index=on,redirect_dir=nofollow,metacopy=off,xino=auto,lowerdir=" +
               at("overlays/top").string() + ":" + at("overlays/base").string() + ":" +
               at("installation").string() + ",upperdir=" + upper().string() + ",workdir=" + work().string();
    }
};
LEFT4ME_ON_EACH_FILE_SYSTEM(RepeatedMount);

TEST_P(RepeatedMount, SucceedsAndKeepsTheMountThatIsThere)
{
    ASSERT_TRUE(succeeds(mount()));
    const std::string before = mount_table_text();
    EXPECT_TRUE(succeeds(mount()));
    EXPECT_EQ(mount_table_text(), before);
    EXPECT_TRUE(is_writable());
}

TEST_P(RepeatedMount, SucceedsWhileTheGameRuns)
{
    ASSERT_TRUE(succeeds(mount()));
    const Companion game([] { std::filesystem::current_path(merged()); });
    ASSERT_TRUE(is_writable());
    const std::string before = mount_table_text();
    EXPECT_TRUE(succeeds(mount()));
    EXPECT_EQ(mount_table_text(), before);
}

TEST_P(RepeatedMount, RefusesALayerLess)
{
    ASSERT_TRUE(succeeds(mount()));
    write_layers({"overlays/top", "installation"});
    EXPECT_TRUE(refuses_to_mount({kTempFail}));
}

TEST_P(RepeatedMount, RefusesALayerMore)
{
    make_directory("overlays/new");
    ASSERT_TRUE(succeeds(mount()));
    write_layers({"overlays/top", "overlays/base", "overlays/new", "installation"});
    EXPECT_TRUE(refuses_to_mount({kTempFail}));
}

TEST_P(RepeatedMount, RefusesAnotherOrder)
{
    ASSERT_TRUE(succeeds(mount()));
    write_layers({"overlays/base", "overlays/top", "installation"});
    EXPECT_TRUE(refuses_to_mount({kTempFail}));
}

TEST_P(RepeatedMount, RefusesAnotherDirectoryOfTheSameName)
{
    ASSERT_TRUE(succeeds(mount()));
    replace("overlays/base");
    EXPECT_TRUE(refuses_to_mount({kTempFail}));
}

TEST_P(RepeatedMount, RefusesAnotherUpper)
{
    ASSERT_TRUE(succeeds(mount()));
    replace("runtime/alpha/upper");
    EXPECT_TRUE(refuses_to_mount({kTempFail}));
}

TEST_P(RepeatedMount, RefusesAnotherWork)
{
    ASSERT_TRUE(succeeds(mount()));
    replace("runtime/alpha/work");
    EXPECT_TRUE(refuses_to_mount({kTempFail}));
}

TEST_P(RepeatedMount, RefusesAMountThatBecameReadOnly)
{
    ASSERT_TRUE(succeeds(mount()));
    must(::mount("none", merged().c_str(), nullptr, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV,
                 nullptr),
         "remount read-only");
    EXPECT_TRUE(refuses_to_mount({kTempFail}));
}

TEST_P(RepeatedMount, RefusesTheSameMountMadeBySomebodyElse)
{
    mount_overlay(merged(), "left4me/alpha@1", options_as_ours());
    EXPECT_TRUE(refuses_to_mount({kTempFail}));
}

TEST_P(RepeatedMount, RefusesTheMountOfSomebodyElseThatFollowedOneOfOurs)
{
    ASSERT_TRUE(succeeds(mount()));
    ASSERT_TRUE(succeeds(umount()));
    mount_overlay(merged(), "left4me/alpha",
                  "lowerdir=" + at("installation").string() + ",upperdir=" + upper().string() +
                      ",workdir=" + work().string());
    EXPECT_TRUE(refuses_to_mount({kTempFail}));
    EXPECT_TRUE(refuses_to_umount({kTempFail}));
}

TEST_P(RepeatedMount, TakesChangedLayersAfterUmount)
{
    ASSERT_TRUE(succeeds(mount()));
    write_layers({"installation"});
    ASSERT_TRUE(refuses_to_mount({kTempFail}));
    ASSERT_TRUE(succeeds(umount()));
    ASSERT_TRUE(succeeds(mount()));
    EXPECT_EQ(read_file(merged() / "cfg/server.cfg"), "installation");
}
} // namespace
} // namespace left4me::test
