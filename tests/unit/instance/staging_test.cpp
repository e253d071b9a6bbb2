#include "fixture/mount_namespace.hpp"
#include "fixture/refusal.hpp"
#include "fixture/temporary_root.hpp"
#include "instance/instance.hpp"
#include "instance/staging.hpp"

#include <sys/sysmacros.h>

namespace left4me
{
namespace
{
using test::refusal_of;
using test::Refuses;

constexpr char kCfgPrefix[] = "runtime/alpha/upper/left4dead2/cfg/";

class Staging : public testing::Test
{
protected:
    Staging()
    {
        temporary_.make("instances/alpha");
        for (const std::string overlay : {"top", "middle", "bottom"})
        {
            temporary_.write("overlays/" + overlay + "/left4dead2/cfg/server.cfg", "// " + overlay + "\n");
        }
    }

    void stage(const std::string& rest) const
    {
        stage_instance(temporary_.root(), "alpha", parse_spec("port: 27015\n" + rest, "s.yaml"));
    }

    [[nodiscard]] test::Refusal refusal(const std::string& rest) const
    {
        return refusal_of([&] { stage(rest); });
    }

    [[nodiscard]] std::string staged(const std::string& file) const
    {
        return temporary_.read(kCfgPrefix + file);
    }
    [[nodiscard]] bool has_staged(const std::string& file) const { return temporary_.has(kCfgPrefix + file); }

    test::TemporaryRoot temporary_;
};

constexpr char kThree[] = "overlays:\n- {path: top, alias: t, exec: true}\n- {path: middle, alias: m}\n"
                          "- {path: bottom, alias: b, exec: true}\nconfig: [sv_cheats 0, hostname x]\n";

TEST_F(Staging, MakesServerCfgFromTheBottomLayerUpAndThenTheConfig)
{
    stage(kThree);
    EXPECT_EQ(staged("server.cfg"), "exec server_b.cfg\nexec server_t.cfg\nsv_cheats 0\nhostname x\n");
    EXPECT_EQ(staged("server_t.cfg"), "// top\n");
    EXPECT_EQ(staged("server_m.cfg"), "// middle\n");
    EXPECT_EQ(temporary_.read("runtime/alpha/staged"), "server_b.cfg\nserver_m.cfg\nserver_t.cfg\n");
}

TEST_F(Staging, MakesTheDirectoriesThatTheHelperMounts)
{
    stage("");
    for (const std::string directory : {"upper", "work", "merged"})
    {
        EXPECT_TRUE(std::filesystem::is_directory(temporary_.at("runtime/alpha/" + directory))) << directory;
    }
    EXPECT_EQ(temporary_.mode("runtime/alpha"), 0750U);
    EXPECT_EQ(temporary_.mode("runtime/alpha/upper"), 0755U);
    EXPECT_EQ(temporary_.read("instances/alpha/layers"), "installation\n");
    EXPECT_EQ(temporary_.read("instances/alpha/instance.env"), "L4D2_PORT=27015\nL4D2_ARGS=\n");
}

TEST_F(Staging, ClosesTheDirectoryAboveThoseToOthers)
{
    std::filesystem::permissions(temporary_.make("runtime/alpha"), std::filesystem::perms(0755));
    stage("");
    EXPECT_EQ(temporary_.mode("runtime/alpha"), 0750U);
}

TEST_F(Staging, MakesAnEmptyServerCfgFromNothing)
{
    stage("");
    EXPECT_EQ(staged("server.cfg"), "");
}

TEST_F(Staging, KeepsPasswordsFromOtherUsers)
{
    const test::Umask none(0);
    stage(kThree);
    for (const std::string file : {"server.cfg", "server_t.cfg"})
    {
        EXPECT_EQ(temporary_.mode(kCfgPrefix + file), 0600U) << file;
    }
    EXPECT_EQ(temporary_.mode("instances/alpha/instance.env"), 0600U);
}

TEST_F(Staging, LeavesOutAnAliasWhoseOverlayHasNoServerCfg)
{
    std::filesystem::remove(temporary_.at("overlays/top/left4dead2/cfg/server.cfg"));
    std::filesystem::remove_all(temporary_.at("overlays/bottom/left4dead2"));
    temporary_.write("overlays/bottom/left4dead2", "a file");
    stage(kThree);
    EXPECT_EQ(staged("server.cfg"), "sv_cheats 0\nhostname x\n");
    EXPECT_FALSE(has_staged("server_t.cfg"));
    EXPECT_FALSE(has_staged("server_b.cfg"));
}

TEST_F(Staging, RemovesAliasFilesThatTheSpecNoLongerNamesOrWhoseSourceIsGone)
{
    stage(kThree);
    std::filesystem::remove(temporary_.at("overlays/middle/left4dead2/cfg/server.cfg"));
    stage("overlays:\n- {path: middle, alias: m}\n- {path: bottom, alias: new}\n");
    EXPECT_FALSE(has_staged("server_t.cfg"));
    EXPECT_FALSE(has_staged("server_m.cfg"));
    EXPECT_FALSE(has_staged("server_b.cfg"));
    EXPECT_TRUE(has_staged("server_new.cfg"));
    EXPECT_EQ(temporary_.read("runtime/alpha/staged"), "server_new.cfg\n");
}

TEST_F(Staging, TouchesNothingElseInUpper)
{
    stage(kThree);
    temporary_.write(kCfgPrefix + std::string("server_mine.cfg"), "the game's");
    temporary_.write("runtime/alpha/upper/left4dead2/addons/a.vpk", "the game's");
    stage("");
    EXPECT_EQ(staged("server_mine.cfg"), "the game's");
    EXPECT_EQ(temporary_.read("runtime/alpha/upper/left4dead2/addons/a.vpk"), "the game's");
}

TEST_F(Staging, ReplacesWhatTheGameWroteIntoItsFiles)
{
    stage(kThree);
    temporary_.write(kCfgPrefix + std::string("server.cfg"), "changed");
    temporary_.write(kCfgPrefix + std::string("server_t.cfg"), "changed");
    stage(kThree);
    EXPECT_EQ(staged("server_t.cfg"), "// top\n");
    EXPECT_NE(staged("server.cfg"), "changed");
}

TEST_F(Staging, LeavesAWhiteoutOrADirectoryInThePlaceOfAnOldAliasFile)
{
    stage(kThree);
    std::filesystem::remove(temporary_.at(kCfgPrefix + std::string("server_t.cfg")));
    std::filesystem::remove(temporary_.at(kCfgPrefix + std::string("server_m.cfg")));
    temporary_.make(kCfgPrefix + std::string("server_m.cfg"));
    const std::string whiteout = temporary_.at(kCfgPrefix + std::string("server_t.cfg")).string();
    ASSERT_EQ(::mknod(whiteout.c_str(), S_IFCHR | 0600, makedev(0, 0)), 0); // needs no privilege
    stage("");
    EXPECT_TRUE(has_staged("server_t.cfg"));
    EXPECT_TRUE(has_staged("server_m.cfg"));
    EXPECT_FALSE(has_staged("server_b.cfg"));
}

TEST_F(Staging, PutsAnAliasFileInThePlaceOfAWhiteout)
{
    stage("");
    const std::string whiteout = temporary_.at(kCfgPrefix + std::string("server_t.cfg")).string();
    ASSERT_EQ(::mknod(whiteout.c_str(), S_IFCHR | 0600, makedev(0, 0)), 0);
    stage(kThree);
    EXPECT_EQ(staged("server_t.cfg"), "// top\n");
}

TEST_F(Staging, RemovesNothingThatTheListHasNoRightToName)
{
    stage("");
    temporary_.write(kCfgPrefix + std::string("autoexec.cfg"), "");
    temporary_.write("runtime/alpha/upper/left4dead2/server_x.cfg", "");
    temporary_.write("runtime/alpha/staged", "autoexec.cfg\nserver_../x.cfg\n../server_x.cfg\n/server_x.cfg\n"
                                             "server_.cfg\nserver_X.cfg\nserver.cfg\n\n..\n");
    stage("");
    EXPECT_TRUE(has_staged("autoexec.cfg"));
    EXPECT_TRUE(has_staged("server.cfg"));
    EXPECT_TRUE(temporary_.has("runtime/alpha/upper/left4dead2/server_x.cfg"));
}

TEST_F(Staging, ListsEachAliasFileBeforeItIsThereAndUntilItIsGone)
{
    stage("overlays: [{path: top, alias: old}]");
    std::filesystem::remove(temporary_.at(kCfgPrefix + std::string("server_old.cfg")));
    std::filesystem::remove(temporary_.at(kCfgPrefix + std::string("server.cfg")));
    temporary_.make(kCfgPrefix + std::string("server.cfg")); // staging stops here, as if it were killed
    EXPECT_EQ(refusal("overlays: [{path: top, alias: new}]").exit, Exit::DataErr);
    EXPECT_TRUE(has_staged("server_new.cfg"));
    EXPECT_EQ(temporary_.read("runtime/alpha/staged"), "server_new.cfg\nserver_old.cfg\n");
}

TEST_F(Staging, IsRefusedWhileSomethingIsMountedOnMerged)
{
    if (const std::string reason = test::why_no_mount_namespace(); !reason.empty())
    {
        GTEST_SKIP() << reason;
    }
    temporary_.make("runtime/alpha/merged");
    EXPECT_EQ(test::in_child(
                  [this]
                  {
                      test::leave_mount_namespace();
                      const std::string merged = temporary_.root().merged("alpha").string();
                      test::must(::mount("x", merged.c_str(), "tmpfs", 0, nullptr), "mount");
                      return refusal("").sentence;
                  }),
              temporary_.at("runtime/alpha/merged").string() +
                  " is mounted: stop the server first: l4d2ctl stop alpha");
    EXPECT_FALSE(temporary_.has("runtime/alpha/upper"));
}

TEST_F(Staging, ReadsAListThatWasCutShortBetweenTwoSpecsOf499Aliases)
{
    stage("");
    std::string list;
    for (int alias = 1000; alias < 1998; ++alias)
    {
        list += "server_" + std::string(60, 'x') + std::to_string(alias) + ".cfg\n";
    }
    temporary_.write("runtime/alpha/staged", list);
    temporary_.write(kCfgPrefix + std::string("server_") + std::string(60, 'x') + "1997.cfg", "");
    stage("");
    EXPECT_FALSE(has_staged("server_" + std::string(60, 'x') + "1997.cfg"));
}

TEST_F(Staging, ChangesNothingWhenAnOverlayOrTheInstallationIsMissing)
{
    EXPECT_THAT(refusal("overlays: [none]"), Refuses(Exit::NoInput, "s.yaml:2:12"));
    std::filesystem::remove(temporary_.at("installation"));
    EXPECT_THAT(refusal(""), Refuses(Exit::NoInput, "no installation"));
    EXPECT_FALSE(temporary_.has("runtime"));
    EXPECT_FALSE(temporary_.has("instances/alpha/layers"));
}

TEST_F(Staging, FinishesARemovalThatWasCutShort)
{
    temporary_.write("runtime/.removing-alpha/upper/x", "");
    stage("");
    EXPECT_FALSE(temporary_.has("runtime/.removing-alpha"));
    EXPECT_FALSE(temporary_.has("runtime/alpha/upper/x"));
}

TEST_F(Staging, NeedsTheInstance)
{
    EXPECT_THAT(
        refusal_of([&] { stage_instance(temporary_.root(), "alpah", parse_spec("port: 27015", "s")); }),
        Refuses(Exit::NoInput, "there is no instance alpah; did you mean alpha?"));
}
} // namespace
} // namespace left4me
