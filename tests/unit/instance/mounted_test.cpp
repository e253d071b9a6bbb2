#include "fixture/mount_namespace.hpp"
#include "fixture/refusal.hpp"
#include "fixture/temporary_root.hpp"
#include "instance/mounted.hpp"

#include <unistd.h>

namespace left4me
{
namespace
{
using test::refusal_of;
using test::Refuses;

TEST(UpperBytes, AreUnknownWithoutAnUpper)
{
    const test::TemporaryRoot temporary;
    EXPECT_EQ(upper_bytes(temporary.root(), "alpha", TimeLimit()), std::nullopt);
    temporary.make("runtime/alpha");
    EXPECT_EQ(upper_bytes(temporary.root(), "alpha", TimeLimit()), std::nullopt);
    temporary.link("runtime/alpha/upper", temporary.at("installation").string());
    EXPECT_EQ(upper_bytes(temporary.root(), "alpha", TimeLimit()), std::nullopt);
}

TEST(UpperBytes, CountWhatFilesOccupyEachOnceAndNothingBehindSymlinks)
{
    const test::TemporaryRoot temporary;
    temporary.make("runtime/alpha/upper/deep/er");
    const std::uint64_t empty = *upper_bytes(temporary.root(), "alpha", TimeLimit());
    temporary.write("installation/large", std::string(500'000, 'x'));
    const auto file = temporary.write("runtime/alpha/upper/deep/er/file", std::string(100'000, 'x'));
    std::filesystem::create_hard_link(file, temporary.at("runtime/alpha/upper/again"));
    temporary.link("runtime/alpha/upper/way", temporary.at("installation").string());
    const std::uint64_t full = *upper_bytes(temporary.root(), "alpha", TimeLimit());
    EXPECT_GE(full, empty + 100'000);
    EXPECT_LT(full, empty + 150'000);
}

TEST(UpperBytes, DoNotCountHoles)
{
    const test::TemporaryRoot temporary;
    const auto file = temporary.write("runtime/alpha/upper/file", "");
    ASSERT_EQ(::truncate(file.c_str(), 1'000'000'000), 0);
    EXPECT_LT(*upper_bytes(temporary.root(), "alpha", TimeLimit()), 1'000'000U);
}

TEST(Merged, IsNotMountedBeforeItIsThere)
{
    const test::TemporaryRoot temporary;
    EXPECT_FALSE(is_mounted(temporary.root(), "alpha"));
    temporary.make("runtime/alpha/merged");
    EXPECT_FALSE(is_mounted(temporary.root(), "alpha"));
    EXPECT_THAT(refusal_of([&] { require_own_mount(temporary.root(), "alpha"); }),
                Refuses(Exit::NoPerm, "is not mounted: the unit runs the server, with l4d2ctl start alpha"));
}

class MergedMount : public testing::Test
{
protected:
    void SetUp() override
    {
        if (const std::string reason = test::why_no_mount_namespace(); !reason.empty())
        {
            GTEST_SKIP() << reason;
        }
        temporary_.make("runtime/alpha/merged");
        temporary_.make("runtime/beta/merged");
        temporary_.make("overlays/a/sub");
    }

    /// Reads lower layers only, which needs no upper and so no particular file system.
    void mount_overlay(const std::string& instance, const std::string& source) const
    {
        const std::string options =
            "lowerdir=" + temporary_.at("overlays/a").string() + ":" + temporary_.at("installation").string();
        test::must(::mount(source.c_str(), temporary_.root().merged(instance).c_str(), "overlay", 0,
                           options.c_str()),
                   "mount an overlay");
    }

    void bind(const std::string& from) const
    {
        test::must(::mount(temporary_.at(from).c_str(), temporary_.root().merged("alpha").c_str(), nullptr,
                           MS_BIND, nullptr),
                   "bind");
    }

    /// What require_own_mount says to alpha's merged after `mount`; empty when nothing.
    [[nodiscard]] std::string verdict_after(const std::function<void()>& mount) const
    {
        return test::in_child(
            [&]
            {
                test::leave_mount_namespace();
                mount();
                const bool seen = is_mounted(temporary_.root(), "alpha");
                const auto refusal = refusal_of([&] { require_own_mount(temporary_.root(), "alpha"); });
                return seen ? refusal.sentence : "not seen";
            });
    }

    test::TemporaryRoot temporary_;
};

TEST_F(MergedMount, IsTheInstancesOwnWhenTheHelperMountedIt)
{
    EXPECT_EQ(verdict_after([this] { mount_overlay("alpha", "left4me/alpha@1"); }), "");
}

TEST_F(MergedMount, IsNotItsOwnWithAnotherSourceOrOfAnotherType)
{
    const std::string other = "is not this instance's overlay";
    EXPECT_THAT(verdict_after([this] { mount_overlay("alpha", "left4me/beta@1"); }),
                testing::HasSubstr(other));
    EXPECT_THAT(verdict_after([this] { mount_overlay("alpha", "overlay"); }), testing::HasSubstr(other));
    EXPECT_THAT(verdict_after(
                    [this]
                    {
                        const std::string merged = temporary_.root().merged("alpha").string();
                        test::must(::mount("left4me/alpha@1", merged.c_str(), "tmpfs", 0, nullptr), "mount");
                    }),
                testing::HasSubstr(other));
}

TEST_F(MergedMount, IsNotItsOwnWhenAnythingElseIsBoundThere)
{
    const std::string other = "is not this instance's overlay";
    EXPECT_THAT(verdict_after([this] { bind("installation"); }), testing::HasSubstr(other));
    EXPECT_THAT(verdict_after(
                    [this]
                    {
                        mount_overlay("beta", "left4me/alpha@1");
                        bind("runtime/beta/merged/sub");
                    }),
                testing::HasSubstr(other));
}

/// The mount table does not escape a carriage return: split at any white space, the name of a directory
/// would pass for the fields that follow it.
TEST_F(MergedMount, IsNotItsOwnBecauseADirectoryIsNamedLikeALineOfTheTable)
{
    const std::string forged = "sub\r/\r-\roverlay\rleft4me/alpha@1";
    temporary_.make("overlays/a/" + forged);
    EXPECT_THAT(verdict_after(
                    [&]
                    {
                        mount_overlay("beta", "left4me/beta@1");
                        bind("runtime/beta/merged/" + forged);
                    }),
                testing::HasSubstr("is not this instance's overlay"));
}
} // namespace
} // namespace left4me
