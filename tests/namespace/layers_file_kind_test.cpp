// What else may lie under the name of instances/NAME/layers.
#include "files.hpp"
#include "state_root.hpp"

#include <chrono>
#include <csignal>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

namespace left4me::test
{
namespace
{
class LayersFileKind : public StateRoot
{
};
LEFT4ME_ON_EACH_FILE_SYSTEM(LayersFileKind);

TEST_P(LayersFileKind, OfAGibibyteIsRefusedUnread)
{
    must(truncate(at(kLayers).c_str(), 1L << 30), "truncate");
    const auto start = std::chrono::steady_clock::now();
    EXPECT_TRUE(refuses_to_mount({kDataErr}));
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

TEST_P(LayersFileKind, MustBeThere)
{
    std::filesystem::remove(at(kLayers));
    EXPECT_TRUE(refuses_to_mount({kNoInput}));
}

TEST_P(LayersFileKind, IsAFileAndNothingElse)
{
    const std::string path = at(kLayers).string();
    const auto expect_refusal = [&](const char* kind, long made)
    {
        SCOPED_TRACE(kind);
        must(made, kind);
        must(lchown(path.c_str(), kGame, kGame), "chown");
        EXPECT_TRUE(refuses_to_mount(open_choice::kLayersIsNoFile));
        std::filesystem::remove(path);
    };
    std::filesystem::rename(path, at("instances/alpha/real"));
    expect_refusal("a FIFO", mkfifo(path.c_str(), 0644));
    expect_refusal("a device", mknod(path.c_str(), S_IFCHR | 0666, makedev(1, 5)));
    expect_refusal("a socket", mknod(path.c_str(), S_IFSOCK | 0666, 0));
    expect_refusal("a directory", mkdir(path.c_str(), 0755));
    expect_refusal("a symlink to layers", symlink("real", path.c_str()));
    expect_refusal("a dangling symlink", symlink("nowhere", path.c_str()));
    expect_refusal("a symlink to /dev/zero", symlink("/dev/zero", path.c_str()));
    expect_refusal("a symlink to itself", symlink("layers", path.c_str()));
}

TEST_P(LayersFileKind, ThatItsOwnerCannotReadIsNotReadByRoot)
{
    give_to(at(kLayers), 0);
    set_mode(at(kLayers), 0600);
    EXPECT_TRUE(refuses_to_mount({kNoInput, kOsErr, kNoPerm}));
}

TEST_P(LayersFileKind, UnderAWriteLeaseIsBusyAndHoldsNobodyUp)
{
    const Companion holder(
        []
        {
            signal(SIGIO, SIG_IGN);
            become_user(kGame);
            const auto file = static_cast<int>(must(open(at(kLayers).c_str(), O_RDWR), "open layers"));
            must(fcntl(file, F_SETLEASE, F_WRLCK), "lease layers");
        });
    const auto start = std::chrono::steady_clock::now();
    EXPECT_TRUE(refuses_to_mount({kTempFail}));
    EXPECT_LT(std::chrono::steady_clock::now() - start,
              std::chrono::seconds(20)); // the kernel's patience is 45 s
}
} // namespace
} // namespace left4me::test
