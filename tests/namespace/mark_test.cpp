// Upper and work of a live mount bear a mark of root's, so that they become no layer; a mark says no more
// than that.
#include "files.hpp"
#include "mount_table.hpp"
#include "state_root.hpp"

#include <cstdio>

#include <sys/xattr.h>
#include <unistd.h>

namespace left4me::test
{
namespace
{
constexpr char kMark[] = "trusted.left4me.identity";

class Mark : public StateRoot
{
protected:
    static std::string mark_of(const std::filesystem::path& dir)
    {
        std::string mark(128, '\0');
        const ssize_t length = getxattr(dir.c_str(), kMark, mark.data(), mark.size());
        mark.resize(length < 0 ? 0 : static_cast<std::size_t>(length));
        return mark;
    }

    static void set_mark(const std::filesystem::path& dir, const std::string& mark)
    {
        must(setxattr(dir.c_str(), kMark, mark.data(), mark.size(), 0), "mark a directory");
    }
};
LEFT4ME_ON_EACH_FILE_SYSTEM(Mark);

TEST_P(Mark, StaysWhenAnotherInstanceIsRefused)
{
    make_instance("beta", {"installation"});
    ASSERT_TRUE(succeeds(mount()));
    const std::string mark = mark_of(upper());
    ASSERT_NE(mark, "");
    std::filesystem::rename(upper(), upper("beta"));
    ASSERT_TRUE(refuses_to_mount({kTempFail}, "beta"));
    std::filesystem::rename(upper("beta"), upper());
    EXPECT_EQ(mark_of(upper()), mark);
    EXPECT_TRUE(succeeds(mount())) << "it is alpha's, and mounted already";
    EXPECT_TRUE(succeeds(umount()));
    EXPECT_TRUE(nothing_mounted());
}

TEST_P(Mark, OfAMountThatWasRefusedIsTakenBack)
{
    make_directory("overlays/base/inside");
    write_layers({"overlays/base/inside", "overlays/base", "installation"});
    ASSERT_TRUE(refuses_to_mount({kDataErr}));
    EXPECT_EQ(mark_of(upper()) + mark_of(work()), "");
}

// As two helpers and a SIGKILL can leave it.
TEST_P(Mark, DoesNotTellWhatIsMounted)
{
    const std::vector<std::string> others = {"installation"};
    const std::vector<std::string> own = {"overlays/top", "overlays/base", "installation"};
    write_layers(others);
    ASSERT_TRUE(succeeds(mount()));
    const std::string mark_of_others = mark_of(upper());
    ASSERT_TRUE(succeeds(umount()));
    write_layers(own);
    ASSERT_TRUE(succeeds(mount()));
    set_mark(upper(), mark_of_others);
    write_layers(others);
    EXPECT_TRUE(refuses_to_mount({kTempFail}));
    write_layers(own);
    set_mark(upper(), "left4me/beta@1");
    EXPECT_TRUE(succeeds(mount()));
    EXPECT_TRUE(succeeds(umount()));
    EXPECT_TRUE(nothing_mounted());
    EXPECT_EQ(mark_of(upper()), "");
}

TEST_P(Mark, ThatNobodyTookAwayIsReplaced)
{
    set_mark(upper(), "left4me/alpha@1");
    set_mark(work(), "left4me/beta@1");
    ASSERT_TRUE(succeeds(mount()));
    ASSERT_TRUE(succeeds(umount()));
    EXPECT_EQ(mark_of(upper()) + mark_of(work()), "");
}

TEST_P(Mark, StaysAfterAnUmountOfNothing)
{
    make_instance("beta", {"overlays/stolen", "installation"});
    const Companion other(leave_mount_namespace);
    ASSERT_TRUE(succeeds(mount()));
    ASSERT_EQ(
        as_game_beside(other, [] { return rename(merged().c_str(), at("runtime/alpha/gone").c_str()); }), 0);
    make_directory("runtime/alpha/merged");
    ASSERT_TRUE(succeeds(umount()));
    std::filesystem::rename(upper(), at("overlays/stolen"));
    EXPECT_TRUE(refuses_to_mount(open_choice::kLayerIsAnUpper, "beta"));
}

} // namespace
} // namespace left4me::test
