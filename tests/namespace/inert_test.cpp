// Nothing in a layer or in upper gives anybody a right: no setuid, no device, no mark of overlayfs's own.
#include "by_hand.hpp"
#include "files.hpp"
#include "mount_table.hpp"
#include "state_root.hpp"

#include <cerrno>

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace left4me::test
{
namespace
{
constexpr char kId[] = "/usr/bin/id"; // `id -u` prints the effective user

class Inert : public StateRoot
{
protected:
    static constexpr const char* kPlaces[] = {"installation", "overlays/top", "runtime/alpha/upper"};

    static std::string effective_user_of(const std::filesystem::path& program)
    {
        return run({program, "-u"}, [] { become_user(kGame); }).out;
    }

    static int open_as_game(const std::filesystem::path& path)
    {
        return as_game([&] { return error_of(open(path.c_str(), O_RDWR | O_CLOEXEC)); });
    }

    static int mark(const std::filesystem::path& path, const char* name, const std::string& value)
    {
        return error_of(setxattr(path.c_str(), name, value.data(), value.size(), 0));
    }

    static std::string seen_by_game(const std::filesystem::path& path)
    {
        return run({"/usr/bin/cat", path}, [] { become_user(kGame); }).out;
    }
};
LEFT4ME_ON_EACH_FILE_SYSTEM(Inert);

TEST_P(Inert, IsMountedNosuidAndNodev)
{
    ASSERT_TRUE(succeeds(mount()));
    ASSERT_TRUE(is_mounted());
    const Mount mount = mounts_on(merged()).front();
    EXPECT_TRUE(has_option(mount.options, "nosuid")) << mount.options;
    EXPECT_TRUE(has_option(mount.options, "nodev")) << mount.options;
    EXPECT_FALSE(has_option(mount.super_options, "userxattr")) << mount.super_options;
}

TEST_P(Inert, ASetuidProgramInAnyLayerRunsAsItsCaller)
{
    for (const std::string place : kPlaces)
    {
        write_file(at(place + "/" + std::filesystem::path(place).filename().string()), read_file(kId));
        set_mode(at(place + "/" + std::filesystem::path(place).filename().string()), 06755);
    }
    ASSERT_TRUE(succeeds(mount()));
    ASSERT_EQ(effective_user_of(at("overlays/top/top")), "0\n") << "the program shows nothing";
    for (const char* program : {"installation", "top", "upper"})
    {
        EXPECT_EQ(effective_user_of(merged() / program), "980\n") << program;
    }
}

TEST_P(Inert, ADeviceInAnyLayerOpensNothing)
{
    for (const std::string place : kPlaces)
    {
        const auto device = at(place + "/" + std::filesystem::path(place).filename().string());
        must(mknod(device.c_str(), S_IFCHR | 0666, makedev(1, 3)), "mknod");
        set_mode(device, 0666);
    }
    ASSERT_TRUE(succeeds(mount()));
    ASSERT_EQ(open_as_game(at("overlays/top/top")), 0) << "the device shows nothing";
    for (const char* device : {"installation", "top", "upper"})
    {
        EXPECT_EQ(open_as_game(merged() / device), EACCES) << device;
    }
}

TEST_P(Inert, ALayerThatIsNosuidIsNoneForAnUpperThatIsNot)
{
    mount_tmpfs(at("overlays/top"), MS_NOSUID | MS_NODEV);
    EXPECT_TRUE(refuses_to_mount({kDataErr}));
}

TEST_P(Inert, ALayerThatIsNosuidMayBeOneForAnUpperThatIsToo)
{
    mount_tmpfs(at("overlays/top"), MS_NOSUID | MS_NODEV);
    bind_with(at("runtime/alpha"), MS_NOSUID);
    ASSERT_TRUE(succeeds(mount()));
    EXPECT_EQ(read_file(merged() / "foreign"), "foreign");
}

TEST_P(Inert, TheGameCanMakeNoDeviceAndNoSetuidRootFile)
{
    ASSERT_TRUE(succeeds(mount()));
    EXPECT_EQ(
        as_game([] { return error_of(mknod((merged() / "d").c_str(), S_IFCHR | 0666, makedev(1, 3))); }),
        EPERM);
    EXPECT_EQ(as_game([] { return error_of(chown((merged() / "game").c_str(), 0, 0)); }), EPERM);
}

TEST_P(Inert, ARedirectThatLiesInUpperIsNotFollowed)
{
    make_file("installation/secret/file", "secret");
    set_mode(at("installation/secret"), 0700);
    give_to(at("installation/secret"), 0);
    make_directory("runtime/alpha/upper/planted");
    ASSERT_EQ(mark(upper() / "planted", "trusted.overlay.redirect", "/secret"), 0);
    ASSERT_TRUE(succeeds(mount()));
    EXPECT_EQ(seen_by_game(merged() / "planted/file"), "");
}

TEST_P(Inert, AMetacopyThatLiesInUpperShowsNoLowerData)
{
    make_file("installation/secret", "secret");
    set_mode(at("installation/secret"), 0600);
    give_to(at("installation/secret"), 0);
    make_file("runtime/alpha/upper/secret", "");
    must(truncate((upper() / "secret").c_str(), 6), "truncate");
    ASSERT_EQ(mark(upper() / "secret", "trusted.overlay.metacopy", ""), 0);
    ASSERT_TRUE(succeeds(mount()));
    EXPECT_NE(seen_by_game(merged() / "secret"), "secret");
}

TEST_P(Inert, AMarkThatTheGameCanSetMeansNothing)
{
    make_directory("runtime/alpha/upper/cfg");
    const int status = as_game([] { return mark(upper() / "cfg", "user.overlay.opaque", "y"); });
    if (status == EOPNOTSUPP)
    {
        return; // tmpfs before 6.6: no such mark can exist there
    }
    ASSERT_EQ(status, 0);
    ASSERT_TRUE(succeeds(mount()));
    EXPECT_EQ(read_file(merged() / "cfg/server.cfg"), "top");
}

TEST_P(Inert, TheGameCanNeitherSetNorRemoveAMarkOfRoots)
{
    ASSERT_TRUE(succeeds(mount()));
    const auto try_on = [](const std::filesystem::path& path)
    {
        EXPECT_EQ(as_game([&] { return mark(path, "trusted.overlay.opaque", "y"); }), EPERM) << path;
        EXPECT_EQ(as_game([&] { return mark(path, "trusted.left4me.layers", "y"); }), EPERM) << path;
    };
    try_on(merged());
    try_on(upper());
    try_on(merged() / "cfg");
}
} // namespace
} // namespace left4me::test
