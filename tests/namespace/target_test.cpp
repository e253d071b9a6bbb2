// merged, upper, work and the directories above them, when they are not what l4d2ctl left.
#include "by_hand.hpp"
#include "files.hpp"
#include "mount_table.hpp"
#include "state_root.hpp"

#include <cerrno>
#include <functional>

#include <sys/xattr.h>

namespace left4me::test
{
namespace
{
class Target : public StateRoot
{
protected:
    void SetUp() override
    {
        StateRoot::SetUp();
        make_directory("elsewhere");
    }

    // `spoil` is called for merged, upper and work in turn, each in an instance of its own.
    static void each_is_refused(const Codes& codes,
                                const std::function<void(const std::string& relative)>& spoil)
    {
        for (const char* child : {"merged", "upper", "work"})
        {
            SCOPED_TRACE(child);
            make_instance(child, {"installation"});
            spoil(std::string("runtime/") + child + "/" + child);
            EXPECT_TRUE(refuses_to_mount(codes, child));
        }
    }
};
LEFT4ME_ON_EACH_FILE_SYSTEM(Target);

TEST_P(Target, MustBeNoSymlinkToAnotherTree)
{
    each_is_refused(open_choice::kTargetIsNoDirectory,
                    [](const std::string& relative)
                    {
                        std::filesystem::remove(at(relative));
                        make_symlink(relative, "/etc");
                    });
}

TEST_P(Target, MustBeNoSymlinkBelowTheStateRootEither)
{
    each_is_refused(open_choice::kTargetIsNoDirectory,
                    [](const std::string& relative)
                    {
                        std::filesystem::remove(at(relative));
                        make_symlink(relative, "../../elsewhere");
                    });
}

TEST_P(Target, MustBeNoFile)
{
    each_is_refused(open_choice::kTargetIsNoDirectory,
                    [](const std::string& relative)
                    {
                        std::filesystem::remove(at(relative));
                        make_file(relative, "");
                    });
}

TEST_P(Target, MustBeThere)
{
    each_is_refused(open_choice::kTargetIsMissing,
                    [](const std::string& relative) { std::filesystem::remove(at(relative)); });
}

TEST_P(Target, MustBelongToTheOwnerOfTheStateRoot)
{
    each_is_refused(open_choice::kTargetIsForeign,
                    [](const std::string& relative)
                    {
                        give_to(at(relative), kStranger);
                        set_mode(at(relative), 0777);
                    });
}

TEST_P(Target, UpperAndWorkMustBeNoMounts)
{
    for (const char* child : {"upper", "work"})
    {
        SCOPED_TRACE(child);
        make_instance(child, {"installation"});
        bind(at("elsewhere"), at("runtime") / child / child);
        EXPECT_TRUE(refuses_to_mount({kDataErr, kOsErr, kTempFail}, child));
    }
    EXPECT_TRUE(std::filesystem::is_empty(at("elsewhere")));
}

TEST_P(Target, NoDirectoryAboveMayBeASymlink)
{
    for (const char* directory : {"runtime/alpha", "runtime", "instances/alpha", "instances"})
    {
        SCOPED_TRACE(directory);
        std::filesystem::rename(at(directory), at("elsewhere/real"));
        make_symlink(directory, at("elsewhere/real"));
        EXPECT_TRUE(refuses_to_mount(open_choice::kDirectoryIsSymlink));
        std::filesystem::remove(at(directory));
        std::filesystem::rename(at("elsewhere/real"), at(directory));
    }
    EXPECT_TRUE(succeeds(mount()));
}

TEST_P(Target, IsNotTakenFromAnotherInstance)
{
    make_instance("beta", {"installation"});
    std::filesystem::remove(upper());
    make_symlink("runtime/alpha/upper", "../beta/upper");
    EXPECT_TRUE(refuses_to_mount(open_choice::kTargetIsNoDirectory));
    EXPECT_TRUE(std::filesystem::is_empty(upper("beta")));
}

TEST_P(Target, NeedsARuntimeDirectory)
{
    std::filesystem::remove_all(at("runtime/alpha"));
    EXPECT_TRUE(refuses_to_mount(open_choice::kTargetIsMissing));
    EXPECT_FALSE(std::filesystem::exists(at("runtime/alpha")));
}

TEST_P(Target, NeedsAnInstance)
{
    EXPECT_TRUE(refuses_to_mount({kNoInput}, "nobody"));
}

TEST_P(Target, IsNeverLeftReadOnlyBecauseOfWhatLiesInWork)
{
    const auto lies_in_work = [](const char* instance, const std::function<void()>& put)
    {
        make_instance(instance, {"installation"});
        put();
        const Outcome outcome = mount(instance);
        const bool well = outcome.status == 0 ? is_writable(instance) : nothing_mounted(instance);
        EXPECT_TRUE(well) << instance << ": status " << outcome.status << ", " << outcome.err;
    };
    lies_in_work("file", [] { make_file("runtime/file/work/work", "in the way"); });
    lies_in_work("deep", [] { make_file("runtime/deep/work/work/a/b/c/d/e", "in the way"); });
    lies_in_work("stray", [] { make_file("runtime/stray/work/stray", "not in the way"); });
    lies_in_work("link", [] { make_symlink("runtime/link/work/work", "/etc"); });
}

TEST_P(Target, UpperMustNotBeOneOfFuseOverlayfs)
{
    if (setxattr(upper().c_str(), "user.fuseoverlayfs.opaque", "y", 1, 0) < 0)
    {
        ASSERT_EQ(errno, EOPNOTSUPP); // tmpfs before 6.6: no such upper can exist there
        return;
    }
    const Outcome outcome = mount();
    EXPECT_TRUE(refuses(outcome, {kDataErr}));
    EXPECT_NE(outcome.err.find("fuse-overlayfs"), std::string::npos) << outcome.err;
    EXPECT_TRUE(nothing_mounted());
}
} // namespace
} // namespace left4me::test
