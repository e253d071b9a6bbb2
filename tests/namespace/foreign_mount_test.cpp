// Something else lies on merged: neither verb touches it.
#include "by_hand.hpp"
#include "files.hpp"
#include "mount_table.hpp"
#include "state_root.hpp"

namespace left4me::test
{
namespace
{
class ForeignMount : public StateRoot
{
protected:
    static void both_verbs_are_refused()
    {
        EXPECT_TRUE(refuses_to_mount({kTempFail}));
        EXPECT_TRUE(refuses_to_umount({kTempFail}));
    }

    static std::string elsewhere_options()
    {
        for (const char* child : {"elsewhere/upper", "elsewhere/work"})
        {
            make_directory(child);
        }
        return "lowerdir=" + at("installation").string() + ",upperdir=" + at("elsewhere/upper").string() +
               ",workdir=" + at("elsewhere/work").string();
    }
};
LEFT4ME_ON_EACH_FILE_SYSTEM(ForeignMount);

TEST_P(ForeignMount, ATmpfsStays)
{
    mount_tmpfs(merged());
    both_verbs_are_refused();
    EXPECT_EQ(read_file(merged() / "foreign"), "foreign");
}

TEST_P(ForeignMount, ABindMountStays)
{
    bind("/proc", merged());
    both_verbs_are_refused();
}

TEST_P(ForeignMount, ABindMountOfUpperStays)
{
    bind(upper(), merged());
    both_verbs_are_refused();
}

TEST_P(ForeignMount, AnOverlayOfSomebodyElseStays)
{
    mount_overlay(merged(), "overlay", elsewhere_options());
    both_verbs_are_refused();
}

TEST_P(ForeignMount, AnOverlayThatOnlyBearsOurNameStays)
{
    mount_overlay(merged(), "left4me/alpha@1", elsewhere_options());
    EXPECT_TRUE(refuses_to_mount({kTempFail}));
}

TEST_P(ForeignMount, TheOverlayOfAnotherInstanceStays)
{
    make_instance("beta", {"installation"});
    ASSERT_TRUE(succeeds(mount("beta")));
    bind(merged("beta"), merged());
    both_verbs_are_refused();
    EXPECT_TRUE(is_mounted("beta"));
}

TEST_P(ForeignMount, APartOfOurOwnOverlayStays)
{
    ASSERT_TRUE(succeeds(mount()));
    bind(merged() / "cfg", merged());
    both_verbs_are_refused();
}

TEST_P(ForeignMount, WhatIsStackedOnOursKeepsOursToo)
{
    ASSERT_TRUE(succeeds(mount()));
    mount_tmpfs(merged());
    both_verbs_are_refused();
    unmount(merged());
    EXPECT_TRUE(is_mounted());
    EXPECT_TRUE(succeeds(umount()));
}

TEST_P(ForeignMount, WhatLiesInsideOursIsNotTakenAwayWithIt)
{
    ASSERT_TRUE(succeeds(mount()));
    mount_tmpfs(merged() / "cfg");
    EXPECT_TRUE(refuses_to_umount({kTempFail}));
    EXPECT_EQ(read_file(merged() / "cfg/foreign"), "foreign");
}
} // namespace
} // namespace left4me::test
