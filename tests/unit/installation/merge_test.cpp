#include "fixture/refusal.hpp"
#include "fixture/temporary_root.hpp"
#include "installation/merge.hpp"

#include <sys/sysmacros.h>
#include <sys/xattr.h>

namespace left4me
{
namespace
{
using test::refusal_of;
using test::Refuses;

class Merge : public testing::Test
{
protected:
    Merge()
    {
        temporary_.write("low/a", "a below");
        temporary_.write("low/dir/b", "b below");
        temporary_.write("low/dir/deep/c", "c below");
        temporary_.link("low/dir/link", "b");
    }

    void merge(How how = How::Link) const
    {
        merge_trees(temporary_.at("low"), temporary_.at("up"), temporary_.at("to"), how);
    }
    [[nodiscard]] bool shared(const std::string& one, const std::string& other) const
    {
        return temporary_.status(one).st_ino == temporary_.status(other).st_ino;
    }

    test::TemporaryRoot temporary_;
};

TEST_F(Merge, OfOneTreeIsThatTree)
{
    for (const How how : {How::Link, How::Clone, How::Copy})
    {
        merge_trees(temporary_.at("low"), std::nullopt, temporary_.at("to"), how);
        EXPECT_EQ(temporary_.read("to/dir/deep/c"), "c below");
        EXPECT_EQ(std::filesystem::read_symlink(temporary_.at("to/dir/link")), "b");
        EXPECT_EQ(shared("low/a", "to/a"), how == How::Link);
        EXPECT_TRUE(hold_the_same(temporary_.at("low"), temporary_.at("to")));
        std::filesystem::remove_all(temporary_.at("to"));
    }
}

TEST_F(Merge, KeepsModesAndTimes)
{
    std::filesystem::permissions(temporary_.at("low/a"), std::filesystem::perms(0751));
    std::filesystem::permissions(temporary_.at("low/dir"), std::filesystem::perms(0750));
    merge_trees(temporary_.at("low"), std::nullopt, temporary_.at("to"), How::Copy);
    EXPECT_EQ(temporary_.mode("to/a"), 0751U);
    EXPECT_EQ(temporary_.mode("to/dir"), 0750U);
    EXPECT_EQ(temporary_.status("to/a").st_mtim.tv_nsec, temporary_.status("low/a").st_mtim.tv_nsec);
}

TEST_F(Merge, TakesWhatIsAboveFirst)
{
    temporary_.write("up/a", "a above");
    temporary_.write("up/dir/new", "new");
    merge();
    EXPECT_EQ(temporary_.read("to/a"), "a above");
    EXPECT_EQ(temporary_.read("to/dir/new"), "new");
    EXPECT_EQ(temporary_.read("to/dir/b"), "b below");
    EXPECT_TRUE(shared("to/a", "up/a"));
    EXPECT_EQ(temporary_.read("low/a"), "a below");
}

TEST_F(Merge, MayHaveAFileWhereADirectoryWasAndTheOtherWayRound)
{
    temporary_.write("up/dir", "a file now");
    temporary_.write("up/a/inside", "a directory now");
    merge();
    EXPECT_EQ(temporary_.read("to/dir"), "a file now");
    EXPECT_EQ(temporary_.read("to/a/inside"), "a directory now");
}

TEST_F(Merge, LeavesOutWhatAWhiteoutHides)
{
    temporary_.make("up/dir");
    if (::mknod(temporary_.at("up/dir/b").c_str(), S_IFCHR, ::makedev(0, 0)) != 0 ||
        ::mknod(temporary_.at("up/a").c_str(), S_IFCHR, ::makedev(0, 0)) != 0)
    {
        GTEST_FAIL() << "a whiteout may be made by anybody since Linux 5.8";
    }
    merge();
    EXPECT_FALSE(temporary_.has("to/a"));
    EXPECT_FALSE(temporary_.has("to/dir/b"));
    EXPECT_TRUE(temporary_.has("to/dir/deep/c"));
}

TEST_F(Merge, ShowsNothingOfWhatIsBelowAnOpaqueDirectory)
{
    temporary_.write("up/dir/new", "new");
    if (::setxattr(temporary_.at("up/dir").c_str(), "user.overlay.opaque", "y", 1, 0) != 0 &&
        errno == EOPNOTSUPP)
    {
        GTEST_SKIP() << "no user attributes here: before Linux 6.6 a tmpfs has none";
    }
    merge();
    EXPECT_TRUE(temporary_.has("to/dir/new"));
    EXPECT_FALSE(temporary_.has("to/dir/b"));
    EXPECT_FALSE(temporary_.has("to/dir/deep"));
}

TEST_F(Merge, RefusesATargetThatIsThere)
{
    temporary_.make("to");
    EXPECT_THAT(refusal_of([&] { merge(); }), Refuses(Exit::OsErr, "/to"));
}

TEST_F(Merge, SeesAnyDifferenceButSteams)
{
    const auto same = [&] { return hold_the_same(temporary_.at("low"), temporary_.at("to")); };
    merge_trees(temporary_.at("low"), std::nullopt, temporary_.at("to"), How::Copy);
    ASSERT_TRUE(same());
    temporary_.write("to/steamapps/appmanifest_222860.acf", "looked");
    EXPECT_TRUE(same());
    temporary_.write("to/dir/steamapps", "is not Steam's");
    EXPECT_FALSE(same());
    std::filesystem::remove(temporary_.at("to/dir/steamapps"));
    ASSERT_TRUE(same());
    temporary_.write("to/dir/deep/c", "c abovE");
    EXPECT_FALSE(same()) << "of the same size, but written later";
    std::filesystem::remove(temporary_.at("to/dir/deep/c"));
    EXPECT_FALSE(same());
}
} // namespace
} // namespace left4me
