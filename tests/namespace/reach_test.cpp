// A layer, upper or target can only be what the owner of the state root could open without any help of
// root's.
#include "files.hpp"
#include "state_root.hpp"

#include <grp.h>
#include <unistd.h>

namespace left4me::test
{
namespace
{
class Reach : public StateRoot
{
protected:
    static void make_layer(uid_t owner, gid_t group, mode_t mode)
    {
        make_file("overlays/theirs/here", "here");
        must(chown(at("overlays/theirs").c_str(), owner, group), "chown");
        set_mode(at("overlays/theirs"), mode);
        write_layers({"overlays/theirs", "installation"});
    }
};
LEFT4ME_ON_EACH_FILE_SYSTEM(Reach);

TEST_P(Reach, ADirectoryThatOnlyRootCanOpenIsNoLayer)
{
    make_layer(0, 0, 0700);
    EXPECT_TRUE(refuses_to_mount(open_choice::kLayerIsOutOfReach));
}

TEST_P(Reach, AnotherUsersPrivateDirectoryIsNoLayer)
{
    make_layer(kStranger, kStranger, 0700);
    EXPECT_TRUE(refuses_to_mount(open_choice::kLayerIsOutOfReach));
}

TEST_P(Reach, AnythingBelowAPrivateDirectoryIsNoLayer)
{
    make_directory("overlays/theirs/public");
    give_to(at("overlays/theirs"), kStranger);
    set_mode(at("overlays/theirs"), 0700);
    write_layers({"overlays/theirs/public", "installation"});
    EXPECT_TRUE(refuses_to_mount(open_choice::kLayerIsOutOfReach));
}

TEST_P(Reach, APrivateInstallationOfRootsIsNoLayer)
{
    give_to(at("installation"), 0);
    set_mode(at("installation"), 0700);
    EXPECT_TRUE(refuses_to_mount(open_choice::kLayerIsOutOfReach));
}

TEST_P(Reach, TheCallersGroupsOpenNothing)
{
    make_layer(0, 4711, 0750);
    const Outcome outcome = run_helper({"mount", "alpha"},
                                       []
                                       {
                                           const gid_t group = 4711;
                                           must(setgroups(1, &group), "setgroups");
                                           must(setgid(4711), "setgid");
                                       });
    EXPECT_TRUE(refuses(outcome, open_choice::kLayerIsOutOfReach));
    EXPECT_TRUE(nothing_mounted());
}

TEST_P(Reach, WhatIsThereForAllIsALayer)
{
    make_layer(kStranger, kStranger, 0755);
    ASSERT_TRUE(succeeds(mount()));
    EXPECT_EQ(read_file(merged() / "here"), "here");
}

TEST_P(Reach, WhatIsThereForTheOwnersGroupIsALayer)
{
    make_layer(0, kGame, 0750);
    ASSERT_TRUE(succeeds(mount()));
    EXPECT_EQ(as_game([] { return read_file(merged() / "here") == "here" ? 0 : 1; }), 0);
}

TEST_P(Reach, AnInstanceBehindAClosedDoorIsNotMounted)
{
    give_to(at("runtime/alpha"), 0);
    set_mode(at("runtime/alpha"), 0700);
    EXPECT_TRUE(refuses_to_mount({kDataErr, kNoInput, kOsErr, kNoPerm}));
}
} // namespace
} // namespace left4me::test
