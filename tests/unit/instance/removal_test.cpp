#include "fixture/mount_namespace.hpp"
#include "fixture/refusal.hpp"
#include "fixture/temporary_root.hpp"
#include "instance/directory.hpp"
#include "instance/removal.hpp"

#include <string>
#include <vector>

#include <fcntl.h>

namespace left4me
{
namespace
{
using test::refusal_of;
using test::Refuses;

class Removal : public testing::Test
{
protected:
    [[nodiscard]] test::Refusal reset() const
    {
        return refusal_of([&] { remove_runtime(temporary_.root(), "alpha"); });
    }

    [[nodiscard]] test::Refusal remove() const
    {
        return refusal_of([&] { remove_instance(temporary_.root(), "alpha"); });
    }

    /// The sentence of reset() in a process for whom modes count: root gives the tree to a user, who does it.
    [[nodiscard]] std::string reset_as_owner() const
    {
        if (::geteuid() != 0)
        {
            return reset().sentence;
        }
        constexpr uid_t kOwner = 980;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(temporary_.at("")))
        {
            test::must(::lchown(entry.path().c_str(), kOwner, kOwner), "give away");
        }
        test::must(::chmod(temporary_.at("").c_str(), 0755), "open the state root");
        return test::in_child(
            [this]
            {
                test::must(::setresuid(kOwner, kOwner, kOwner), "become the owner");
                return reset().sentence;
            });
    }

    [[nodiscard]] std::vector<std::string> left_in_instances() const
    {
        std::vector<std::string> left;
        for (const auto& entry : std::filesystem::directory_iterator(temporary_.at("instances")))
        {
            left.push_back(entry.path().filename().string());
        }
        return left;
    }

    test::TemporaryRoot temporary_;
};

TEST_F(Removal, TakesRuntimeAndLeavesTheInstance)
{
    temporary_.write("runtime/alpha/upper/left4dead2/cfg/server.cfg", "");
    temporary_.write("runtime/alphabet/upper/x", "");
    temporary_.write("instances/alpha/spec.yaml", "");
    EXPECT_EQ(reset().exit, Exit::Ok);
    EXPECT_FALSE(temporary_.has("runtime/alpha"));
    EXPECT_TRUE(temporary_.has("runtime/alphabet/upper/x"));
    EXPECT_TRUE(temporary_.has("instances/alpha/spec.yaml"));
}

TEST_F(Removal, TakesBoth)
{
    temporary_.write("runtime/alpha/upper/x", "");
    temporary_.write("instances/alpha/spec.yaml", "");
    EXPECT_EQ(remove().exit, Exit::Ok);
    EXPECT_TRUE(std::filesystem::is_empty(temporary_.at("runtime")));
    EXPECT_THAT(left_in_instances(), testing::UnorderedElementsAre(".lock", ".ports"));
}

TEST_F(Removal, OfWhatIsGoneIsSuccess)
{
    EXPECT_EQ(reset().exit, Exit::Ok);
    EXPECT_EQ(remove().exit, Exit::Ok);
    temporary_.make("runtime");
    temporary_.make("instances");
    EXPECT_EQ(remove().exit, Exit::Ok);
}

TEST_F(Removal, FollowsNoSymlink)
{
    temporary_.write("victim/file", "");
    temporary_.make("runtime/alpha/upper");
    temporary_.link("runtime/alpha/upper/way", temporary_.at("victim").string());
    temporary_.link("runtime/alpha/work", "../../victim");
    temporary_.make("instances");
    temporary_.link("instances/alpha", "../victim");
    EXPECT_EQ(remove().exit, Exit::Ok);
    EXPECT_FALSE(temporary_.has("runtime/alpha"));
    EXPECT_FALSE(temporary_.has("instances/alpha"));
    EXPECT_TRUE(temporary_.has("victim/file"));
}

TEST_F(Removal, OfARuntimeThatIsASymlinkTakesTheSymlink)
{
    temporary_.write("victim/upper/file", "");
    temporary_.make("runtime");
    temporary_.link("runtime/alpha", "../victim");
    EXPECT_EQ(reset().exit, Exit::Ok);
    EXPECT_FALSE(temporary_.has("runtime/alpha"));
    EXPECT_TRUE(temporary_.has("victim/upper/file"));
}

TEST_F(Removal, TakesDirectoriesOfModeZeroAndFilesOfEveryKind)
{
    temporary_.write("runtime/alpha/work/work/inner/file", "");
    temporary_.write("runtime/alpha/upper/\x1b[31m\nname", "");
    ASSERT_EQ(::mkfifo(temporary_.at("runtime/alpha/upper/fifo").c_str(), 0), 0);
    for (const std::string directory : {"runtime/alpha/work/work/inner", "runtime/alpha/work/work"})
    {
        ASSERT_EQ(::chmod(temporary_.at(directory).c_str(), 0), 0);
    }
    ASSERT_EQ(::chmod(temporary_.at("runtime/alpha").c_str(), 0500), 0);
    EXPECT_EQ(reset_as_owner(), "");
    EXPECT_FALSE(temporary_.has("runtime/alpha"));
}

TEST_F(Removal, NoticesWhatMountsLeftToRoot)
{
    const auto noticed = [&] { return has_leftovers_of_root(temporary_.root(), "alpha"); };
    EXPECT_FALSE(noticed());
    for (const std::string leftover : {"runtime/alpha/work/work", "runtime/alpha/work/index"})
    {
        const auto path = temporary_.make(leftover);
        EXPECT_FALSE(noticed());
        if (::geteuid() == 0)
        {
            ASSERT_EQ(::chown(path.c_str(), 980, 980), 0); // we are its owner here, and another is root
            EXPECT_TRUE(noticed()) << leftover;
        }
        std::filesystem::remove(path);
    }
}

TEST_F(Removal, TakesATreeThatIsDeeperThanAPathIsLong)
{
    Fd here(::open(temporary_.make("runtime/alpha/upper").c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    const std::string name(100, 'd');
    for (int level = 0; level < 300; ++level) // 30,000 bytes; PATH_MAX is 4,096
    {
        ASSERT_EQ(::mkdirat(here.get(), name.c_str(), 0700), 0);
        here = Fd(::openat(here.get(), name.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    }
    EXPECT_EQ(reset().exit, Exit::Ok);
    EXPECT_FALSE(temporary_.has("runtime/alpha"));
}

TEST_F(Removal, TakesAlsoWhatAKilledOneLeft)
{
    temporary_.write("runtime/.removing-alpha/upper/x", "");
    temporary_.write("runtime/alpha/upper/y", "");
    EXPECT_EQ(reset().exit, Exit::Ok);
    EXPECT_TRUE(std::filesystem::is_empty(temporary_.at("runtime")));
    temporary_.write("runtime/.removing-alpha/upper/x", "");
    temporary_.write("instances/.removing-alpha/spec.yaml", "");
    EXPECT_EQ(remove().exit, Exit::Ok);
    EXPECT_TRUE(std::filesystem::is_empty(temporary_.at("runtime")));
    EXPECT_THAT(left_in_instances(), testing::UnorderedElementsAre(".lock", ".ports"));
}

class RemovalBesideAMount : public Removal
{
protected:
    void SetUp() override
    {
        if (const std::string reason = test::why_no_mount_namespace(); !reason.empty())
        {
            GTEST_SKIP() << reason;
        }
        temporary_.write("runtime/alpha/upper/file", "");
    }

    /// The refusal's sentence where something is mounted on that directory.
    [[nodiscard]] std::string sentence_with_mount_on(const std::string& directory) const
    {
        temporary_.make(directory);
        return test::in_child(
            [&]
            {
                test::leave_mount_namespace();
                test::must(::mount("x", temporary_.at(directory).c_str(), "tmpfs", 0, nullptr), "mount");
                const test::Refusal refusal = reset();
                return std::to_string(static_cast<int>(refusal.exit)) + " " + refusal.sentence;
            });
    }
};

TEST_F(RemovalBesideAMount, RefusesBeforeItRemovesAnything)
{
    for (const std::string place : {"merged", "upper", "upper/deep/er", "work/work"})
    {
        const std::string directory = "runtime/alpha/" + place;
        EXPECT_EQ(sentence_with_mount_on(directory), "75 something is mounted on " +
                                                         temporary_.at(directory).string() +
                                                         ": stop the server first: l4d2ctl stop alpha");
        EXPECT_TRUE(temporary_.has("runtime/alpha/upper/file")) << place;
    }
}

TEST_F(RemovalBesideAMount, NamesItWithoutItsControlCharacters)
{
    const std::string sentence = sentence_with_mount_on("runtime/alpha/upper/\x1b[31m \n\r");
    EXPECT_THAT(sentence, testing::HasSubstr("upper/\\x1b[31m \\x0a\\x0d: stop the server"));
}

TEST_F(RemovalBesideAMount, IsNotHeldUpByAnotherInstances)
{
    EXPECT_EQ(sentence_with_mount_on("runtime/alphabet/merged"), "0 ");
}
} // namespace
} // namespace left4me
