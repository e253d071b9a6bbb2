// The mount as its user meets it: uid 980 without a capability.
#include "files.hpp"
#include "state_root.hpp"

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace left4me::test
{
namespace
{
class Game : public StateRoot
{
protected:
    void mount_and_remember()
    {
        before_ = fingerprint(at("installation")) + fingerprint(at("overlays"));
        ASSERT_TRUE(succeeds(mount()));
    }

    void TearDown() override
    {
        EXPECT_EQ(fingerprint(at("installation")) + fingerprint(at("overlays")), before_)
            << "a lower layer changed";
        StateRoot::TearDown();
    }

    static int append_to(const char* file)
    {
        const int target = open((merged() / file).c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
        return target < 0 ? errno : error_of(write(target, "+", 1));
    }

    static struct stat about(const std::filesystem::path& path)
    {
        struct stat found = {};
        must(lstat(path.c_str(), &found), "stat " + path.string());
        return found;
    }

private:
    std::string before_;
};
LEFT4ME_ON_EACH_FILE_SYSTEM(Game);

TEST_P(Game, AppendsToALowerFile)
{
    mount_and_remember();
    EXPECT_EQ(as_game([] { return append_to("game"); }), 0);
    EXPECT_EQ(read_file(merged() / "game"), "installed+");
    EXPECT_EQ(read_file(upper() / "game"), "installed+");
}

TEST_P(Game, UnlinksALowerFileForGood)
{
    mount_and_remember();
    EXPECT_EQ(as_game([] { return error_of(unlink((merged() / "game").c_str())); }), 0);
    EXPECT_FALSE(std::filesystem::exists(merged() / "game"));
    ASSERT_TRUE(succeeds(umount()));
    ASSERT_TRUE(succeeds(mount()));
    EXPECT_FALSE(std::filesystem::exists(merged() / "game"));
}

TEST_P(Game, OwnsItsWhiteouts)
{
    mount_and_remember();
    ASSERT_EQ(as_game([] { return error_of(unlink((merged() / "game").c_str())); }), 0);
    EXPECT_TRUE(S_ISCHR(about(upper() / "game").st_mode));
    EXPECT_EQ(about(upper() / "game").st_uid, kGame);
}

TEST_P(Game, RenamesALowerFile)
{
    mount_and_remember();
    EXPECT_EQ(
        as_game([]
                { return error_of(rename((merged() / "game").c_str(), (merged() / "cfg/moved").c_str())); }),
        0);
    EXPECT_FALSE(std::filesystem::exists(merged() / "game"));
    EXPECT_EQ(read_file(merged() / "cfg/moved"), "installed");
}

TEST_P(Game, RenamesItsOwnDirectoryButNoLowerOne)
{
    mount_and_remember();
    const auto rename_to_new = [](const char* directory)
    {
        return as_game(
            [&] { return error_of(rename((merged() / directory).c_str(), (merged() / "new").c_str())); });
    };
    EXPECT_EQ(rename_to_new("cfg"), EXDEV); // redirect_dir is off; mv(1) and every engine then copy
    ASSERT_EQ(as_game([] { return error_of(mkdir((merged() / "own").c_str(), 0755)); }), 0);
    EXPECT_EQ(rename_to_new("own"), 0);
}

TEST_P(Game, MakesADirectoryInALowerOne)
{
    mount_and_remember();
    EXPECT_EQ(as_game([] { return error_of(mkdir((merged() / "cfg/own").c_str(), 0755)); }), 0);
    EXPECT_EQ(about(upper() / "cfg/own").st_uid, kGame);
    EXPECT_EQ(read_file(merged() / "cfg/server.cfg"), "top");
}

TEST_P(Game, RemakesALowerDirectoryEmpty)
{
    mount_and_remember();
    const int status = as_game(
        []
        {
            std::filesystem::remove_all(merged() / "cfg");
            return error_of(mkdir((merged() / "cfg").c_str(), 0755));
        });
    EXPECT_EQ(status, 0);
    EXPECT_TRUE(std::filesystem::is_empty(merged() / "cfg"));
    ASSERT_TRUE(succeeds(umount()));
    ASSERT_TRUE(succeeds(mount()));
    EXPECT_TRUE(std::filesystem::is_empty(merged() / "cfg"));
}

TEST_P(Game, CopiesUpWithTheLowerOwnerAndMode)
{
    write_file(at("overlays/top/shared"), "shared");
    give_to(at("overlays/top/shared"), kStranger);
    set_mode(at("overlays/top/shared"), 0666);
    mount_and_remember();
    EXPECT_EQ(as_game([] { return append_to("shared"); }), 0);
    EXPECT_EQ(about(upper() / "shared").st_uid, kStranger);
    EXPECT_EQ(about(upper() / "shared").st_mode & 07777, 0666U);
}

TEST_P(Game, WritesItsOwnFilesBelowTheDirectoriesOfOthers)
{
    make_file("overlays/top/theirs/mine", "mine");
    give_to(at("overlays/top/theirs"), kStranger);
    mount_and_remember();
    EXPECT_EQ(as_game([] { return append_to("theirs/mine"); }), 0);
    EXPECT_EQ(about(upper() / "theirs").st_uid, kStranger);
    EXPECT_EQ(read_file(upper() / "theirs/mine"), "mine+");
}

TEST_P(Game, GainsNoRightToTheFilesOfOthers)
{
    write_file(at("installation/public"), "public");
    write_file(at("installation/secret"), "secret");
    set_mode(at("installation/secret"), 0600);
    make_directory("installation/closed");
    give_to(at("installation/closed"), kStranger);
    mount_and_remember();
    EXPECT_EQ(as_game([] { return append_to("public"); }), EACCES);
    EXPECT_EQ(as_game([] { return error_of(open((merged() / "secret").c_str(), O_RDONLY | O_CLOEXEC)); }),
              EACCES);
    EXPECT_EQ(as_game([] { return error_of(mkdir((merged() / "closed/own").c_str(), 0755)); }), EACCES);
    EXPECT_EQ(as_game([] { return error_of(chmod((merged() / "public").c_str(), 0777)); }), EPERM);
}

TEST_P(Game, KeepsASetgidDirectoryOnCopyUp)
{
    make_directory("overlays/top/addons");
    must(chown(at("overlays/top/addons").c_str(), kGame, kStranger), "chown");
    set_mode(at("overlays/top/addons"), 02775);
    mount_and_remember();
    EXPECT_EQ(as_game([] { return error_of(mkdir((merged() / "addons/own").c_str(), 0755)); }), 0);
    EXPECT_EQ(about(upper() / "addons").st_mode & 07777, 02775U);
    EXPECT_EQ(about(upper() / "addons/own").st_gid, kStranger);
}

// The two that follow cost the mounter a capability each: without it the mount is there and seems to work.
TEST_P(Game, MaySetTheGroupBitOfAnyGroupItIsIn)
{
    make_file("overlays/top/tool", "tool");
    must(chown(at("overlays/top/tool").c_str(), kGame, kStranger), "chown");
    mount_and_remember();
    EXPECT_EQ(
        run({"/usr/bin/chmod", "2755", merged() / "tool"}, [] { become_user(kGame, {kStranger}); }).status,
        0);
    EXPECT_EQ(about(upper() / "tool").st_mode & 07777, 02755U);
}

TEST_P(Game, SharesTheMountWithOthersWhoChangeWhatIsTheirs)
{
    make_file("overlays/top/theirs", "theirs");
    give_to(at("overlays/top/theirs"), kStranger);
    mount_and_remember();
    EXPECT_EQ(run({"/usr/bin/chmod", "0600", merged() / "theirs"}, [] { become_user(kStranger); }).status, 0);
    EXPECT_EQ(about(upper() / "theirs").st_mode & 07777, 0600U);
}

TEST_P(Game, ChangesModesAndTruncatesInUpperOnly)
{
    mount_and_remember();
    EXPECT_EQ(as_game([] { return error_of(chmod((merged() / "game").c_str(), 0700)); }), 0);
    EXPECT_EQ(as_game([] { return error_of(truncate((merged() / "cfg/base.cfg").c_str(), 1)); }), 0);
    EXPECT_EQ(about(upper() / "game").st_mode & 07777, 0700U);
    EXPECT_EQ(read_file(upper() / "cfg/base.cfg"), "b");
}

TEST_P(Game, LinksALowerFile)
{
    mount_and_remember();
    EXPECT_EQ(
        as_game([] { return error_of(link((merged() / "game").c_str(), (merged() / "again").c_str())); }), 0);
    EXPECT_EQ(read_file(merged() / "again"), "installed");
}

TEST_P(Game, FollowsASymlinkIntoTheWorkshopCache)
{
    make_file("workshop_cache/1/map.vpk", "a map");
    make_symlink("overlays/top/map.vpk", at("workshop_cache/1/map.vpk"));
    mount_and_remember();
    EXPECT_EQ(as_game([] { return read_file(merged() / "map.vpk") == "a map" ? 0 : ENOENT; }), 0);
}
} // namespace
} // namespace left4me::test
