// What the helper asks of the kernel, and in which order.
#include "files.hpp"
#include "paths.hpp"
#include "state_root.hpp"
#include "trace.hpp"

#include <algorithm>
#include <string_view>

namespace left4me::test
{
namespace
{
bool mentions(const Call& call, std::string_view text)
{
    return std::any_of(call.strings.begin(), call.strings.end(),
                       [&](const std::string& one) { return one.find(text) != std::string::npos; });
}

bool is_one_of(const Call& call, std::initializer_list<std::string_view> names)
{
    return std::find(names.begin(), names.end(), call.name) != names.end();
}

class Trace : public StateRoot
{
protected:
    void SetUp() override
    {
        StateRoot::SetUp();
        if (tracer().empty())
        {
            GTEST_SKIP() << "needs strace: apt-get install strace";
        }
        make_file("overlays/zebra,lowerdir=x/here", "here");
        make_symlink("overlays/link", "zebra,lowerdir=x");
        write_layers({"overlays/link", "overlays/top", "overlays/base", "installation"});
        calls_ = calls_of("mount", "alpha");
        ASSERT_TRUE(is_mounted());
        const auto umount = calls_of("umount", "alpha");
        calls_.insert(calls_.end(), umount.begin(), umount.end());
        start_of_umount_ = calls_.end() - static_cast<std::ptrdiff_t>(umount.size());
    }

    static bool joins(const Call& call) { return call.name == "setns" && call.text.ends_with("= 0"); }

    static bool is_of_state_root(const Call& call)
    {
        return mentions(call, paths::kStateRoot) || mentions(call, paths::kHostEnv) || call.name == "openat2";
    }

    std::vector<Call> calls_;
    std::vector<Call>::iterator start_of_umount_;
};
LEFT4ME_ON_EACH_FILE_SYSTEM(Trace);

TEST_P(Trace, JoinsPid1BeforeItOpensAnythingOfTheStateRoot)
{
    for (const auto& [begin, end] :
         {std::pair(calls_.begin(), start_of_umount_), {start_of_umount_, calls_.end()}})
    {
        const auto join = std::find_if(begin, end, joins);
        const auto first = std::find_if(begin, end, is_of_state_root);
        ASSERT_NE(join, end);
        ASSERT_NE(first, end);
        EXPECT_LT(join, first) << first->text;
    }
}

TEST_P(Trace, GivesUpItsPowersBeforeItLooksAtTheInstance)
{
    for (const auto& [begin, end] :
         {std::pair(calls_.begin(), start_of_umount_), {start_of_umount_, calls_.end()}})
    {
        const auto first = std::find_if(
            begin, end, [](const Call& call) { return call.name == "openat2" && mentions(call, "alpha"); });
        ASSERT_NE(first, end);
        for (const char* surrender :
             {"PR_SET_SECUREBITS, SECBIT_NOROOT|SECBIT_NOROOT_LOCKED", "PR_SET_NO_NEW_PRIVS, 1",
              "PR_SET_DUMPABLE, SUID_DUMP_DISABLE", "PR_SET_SECCOMP", "setresuid(-1, 980, -1)"})
        {
            const auto done = std::find_if(begin, first,
                                           [&](const Call& call)
                                           { return call.text.find(surrender) != std::string::npos; });
            EXPECT_NE(done, first) << surrender;
        }
    }
}

TEST_P(Trace, OpensEveryPathBelowTheStateRootBeneathIt)
{
    const std::string below = std::string(paths::kStateRoot) + "/";
    std::size_t beneath = 0;
    for (const Call& call : calls_)
    {
        EXPECT_FALSE(mentions(call, below)) << call.text;
        if (call.name == "openat2")
        {
            EXPECT_NE(call.text.find("RESOLVE_BENEATH"), std::string::npos) << call.text;
            ++beneath;
        }
        else
        {
            const bool walks =
                std::any_of(call.strings.begin(), call.strings.end(),
                            [](const std::string& path)
                            { return path.find('/') != std::string::npos && path.front() != '/'; });
            EXPECT_TRUE(!walks || mentions(call, "left4me/alpha@")) << call.text;
        }
    }
    EXPECT_GT(beneath, 6U); // layers, the layers file, merged, upper, work
}

TEST_P(Trace, FollowsSymlinksInRefsOnly)
{
    for (const Call& call : calls_)
    {
        const bool follows =
            call.name == "openat2" && call.text.find("RESOLVE_NO_SYMLINKS") == std::string::npos;
        EXPECT_TRUE(!follows || mentions(call, "link") || mentions(call, "top") || mentions(call, "base"))
            << call.text;
    }
}

TEST_P(Trace, GivesTheKernelNoNameOfALayerAsAnOption)
{
    for (const Call& call : calls_)
    {
        if (!is_one_of(call, {"mount", "fsconfig", "fsopen", "move_mount", "umount2"}))
        {
            continue;
        }
        for (const char* name : {"zebra", "link", "top", "base", "installation", "overlays", "/var", "/run"})
        {
            EXPECT_FALSE(mentions(call, name)) << call.text;
        }
    }
}

TEST_P(Trace, NeverUnmountsThroughASymlinkOrLazily)
{
    std::size_t unmounts = 0;
    for (auto call = start_of_umount_; call != calls_.end(); ++call)
    {
        if (call->name == "umount2")
        {
            ++unmounts;
            EXPECT_NE(call->text.find("UMOUNT_NOFOLLOW"), std::string::npos) << call->text;
            EXPECT_EQ(call->text.find("MNT_DETACH"), std::string::npos) << call->text;
        }
    }
    EXPECT_EQ(unmounts, 1U);
}

TEST_P(Trace, ReadsNothingInEtcButHostEnvAndExecutesNothing)
{
    for (const Call& call : calls_)
    {
        const bool loading = mentions(call, "/etc/ld.so.");
        EXPECT_TRUE(loading || !mentions(call, "/etc/") || mentions(call, paths::kHostEnv)) << call.text;
        EXPECT_TRUE(call.name != "execve" || mentions(call, "left4me-overlay")) << call.text;
    }
}
} // namespace
} // namespace left4me::test
