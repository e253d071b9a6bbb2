// /etc/left4me/host.env names the state root, and only root may say so.
#include "by_hand.hpp"
#include "files.hpp"
#include "mount_table.hpp"
#include "paths.hpp"
#include "state_root.hpp"

#include <string_view>

#include <sys/stat.h>
#include <unistd.h>

namespace left4me::test
{
namespace
{
using std::string_view_literals::operator""sv;

const std::filesystem::path kFile = paths::kHostEnv;
const std::filesystem::path kElsewhere = "/run/elsewhere";

class HostEnv : public StateRoot
{
protected:
    void SetUp() override
    {
        StateRoot::SetUp();
        std::filesystem::create_directories(kFile.parent_path());
        std::filesystem::create_directories(kElsewhere);
        bind(paths::kStateRoot, kElsewhere); // the same instance under another root
    }

    void TearDown() override
    {
        for ([[maybe_unused]] const Mount& mount : mounts_on(elsewhere_merged()))
        {
            detach(elsewhere_merged());
        }
        detach(kElsewhere);
        StateRoot::TearDown();
    }

    static std::filesystem::path elsewhere_merged() { return kElsewhere / "runtime/alpha/merged"; }

    static void write_host_env(std::string_view text)
    {
        std::filesystem::remove_all(kFile);
        write_file(kFile, text);
        set_mode(kFile, 0640);
        must(chown(kFile.c_str(), 0, kGame), "chown host.env");
    }

    static void expect_root(std::string_view text, bool elsewhere)
    {
        SCOPED_TRACE(testing::PrintToString(std::string(text)));
        write_host_env(text);
        ASSERT_TRUE(succeeds(mount()));
        EXPECT_EQ(mounts_on(elsewhere_merged()).size(), elsewhere ? 1U : 0U);
        EXPECT_EQ(mounts_on(merged()).size(), elsewhere ? 0U : 1U);
        EXPECT_TRUE(succeeds(umount()));
    }

    static void expect_refusal(std::string_view text, const Codes& codes)
    {
        SCOPED_TRACE(testing::PrintToString(std::string(text)));
        write_host_env(text);
        EXPECT_TRUE(refuses_to_mount(codes));
        EXPECT_TRUE(refuses_to_umount(codes));
    }
};
LEFT4ME_ON_EACH_FILE_SYSTEM(HostEnv);

TEST_P(HostEnv, NeedNotBeThere)
{
    std::filesystem::remove_all(kFile.parent_path());
    EXPECT_TRUE(succeeds(mount()));
    EXPECT_TRUE(is_mounted());
}

TEST_P(HostEnv, WithoutARootLeavesTheCompiledOne)
{
    for (const char* text :
         {"", "\n", "# LEFT4ME_ROOT=/run/elsewhere\n", "LEFT4ME_STEAMCMD=/usr/games/steamcmd\n",
          "SOMETHING_NEW=\n", "left4me_root=/run/elsewhere\n", "LEFT4ME_ROOTS=/run/elsewhere\n"})
    {
        expect_root(text, false);
    }
}

TEST_P(HostEnv, NamesAnotherRoot)
{
    for (const char* text :
         {"LEFT4ME_ROOT=/run/elsewhere\n", "# where\n\nA=b=c\nLEFT4ME_ROOT=/run/elsewhere\nB=\n"})
    {
        expect_root(text, true);
    }
}

TEST_P(HostEnv, NamesNoRelativeOrEmptyRoot)
{
    for (const char* text : {"LEFT4ME_ROOT=\n", "LEFT4ME_ROOT=run/elsewhere\n", "LEFT4ME_ROOT=.\n",
                             "LEFT4ME_ROOT=\"/run/elsewhere\"\n", "LEFT4ME_ROOT= /run/elsewhere\n",
                             "LEFT4ME_ROOT='/run/elsewhere'\n", "LEFT4ME_ROOT=~/elsewhere\n"})
    {
        expect_refusal(text, {kConfig});
    }
}

TEST_P(HostEnv, HoldsNoLineButKeysAndComments)
{
    for (const char* text :
         {"LEFT4ME_ROOT\n", "LEFT4ME_ROOT /run/elsewhere\n", "word\nLEFT4ME_ROOT=/run/elsewhere\n",
          "=/run/elsewhere\n", " \n", " # indented\n", "export LEFT4ME_ROOT=/run/elsewhere\n",
          " LEFT4ME_ROOT=/run/elsewhere\n", "LEFT4ME_ROOT =/run/elsewhere\n", "9A=b\n", "A-B=c\n"})
    {
        expect_refusal(text, {kConfig});
    }
}

TEST_P(HostEnv, HoldsNoKeyTwice)
{
    for (const char* text : {"LEFT4ME_ROOT=/run/elsewhere\nLEFT4ME_ROOT=/run/elsewhere\n", "A=1\nB=2\nA=1\n"})
    {
        expect_refusal(text, {kConfig});
    }
}

TEST_P(HostEnv, IsTrimmedNowhere)
{
    for (const std::string_view text :
         {"LEFT4ME_ROOT=/run/elsewhere \n"sv, "LEFT4ME_ROOT=/run/elsewhere\r\n"sv,
          "LEFT4ME_ROOT=/run/elsewhere\0/x\n"sv, "LEFT4ME_ROOT=/run/elsewhere#\n"sv})
    {
        expect_refusal(text, open_choice::kStateRootIsMissing);
    }
}

TEST_P(HostEnv, NamesARootThatIsThereAndNotRoots)
{
    std::filesystem::create_directories("/run/roots-own/runtime");
    expect_refusal("LEFT4ME_ROOT=/run/missing\n", open_choice::kStateRootIsMissing);
    expect_refusal("LEFT4ME_ROOT=/run/roots-own\n", open_choice::kStateRootIsRoots);
    expect_refusal("LEFT4ME_ROOT=/\n", open_choice::kStateRootIsRoots);
}

TEST_P(HostEnv, BelongsToRootAndIsWrittenByNobodyElse)
{
    for (const mode_t mode : {0660U, 0646U, 0622U, 0666U})
    {
        SCOPED_TRACE(mode);
        write_host_env("");
        set_mode(kFile, mode);
        EXPECT_TRUE(refuses_to_mount({kConfig}));
    }
    write_host_env("");
    give_to(kFile, kGame);
    EXPECT_TRUE(refuses_to_mount({kConfig}));
}

TEST_P(HostEnv, IsAFileAndNothingElse)
{
    const auto expect_config = [](const char* kind, long made)
    {
        SCOPED_TRACE(kind);
        must(made, kind);
        EXPECT_TRUE(refuses_to_mount({kConfig}));
        std::filesystem::remove(kFile);
    };
    write_file(kFile.parent_path() / "real", "");
    expect_config("a symlink", symlink("real", kFile.c_str()));
    expect_config("a dangling symlink", symlink("nowhere", kFile.c_str()));
    expect_config("a FIFO", mkfifo(kFile.c_str(), 0600));
    expect_config("a directory", mkdir(kFile.c_str(), 0755));
    expect_config("a socket", mknod(kFile.c_str(), S_IFSOCK | 0600, 0));
}

TEST_P(HostEnv, OfAGibibyteIsRefused)
{
    write_host_env("LEFT4ME_ROOT=/run/elsewhere\n");
    must(truncate(kFile.c_str(), 1L << 30), "truncate");
    EXPECT_TRUE(refuses_to_mount({kConfig}));
}
} // namespace
} // namespace left4me::test
