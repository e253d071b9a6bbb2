#include "fixture/refusal.hpp"
#include "fixture/temporary_root.hpp"
#include "steam/launcher.hpp"

#include <cstdlib>

namespace left4me
{
namespace
{
using test::refusal_of;
using test::Refuses;

class Launcher : public testing::Test
{
protected:
    Launcher() { ::setenv("PATH", temporary_.at("bin").c_str(), 1); }
    Launcher(const Launcher&) = delete;
    Launcher& operator=(const Launcher&) = delete;
    Launcher(Launcher&&) = delete;
    Launcher& operator=(Launcher&&) = delete;
    ~Launcher() override { ::setenv("PATH", path_.c_str(), 1); }

    [[nodiscard]] std::filesystem::path program(const std::string& relative) const
    {
        const auto path = temporary_.write(relative, "#!/bin/sh\n");
        std::filesystem::permissions(path, std::filesystem::perms::all);
        return path;
    }
    [[nodiscard]] std::filesystem::path found(const std::optional<std::string>& configured) const
    {
        return find_steamcmd(configured, temporary_.at("steam"));
    }

    test::TemporaryRoot temporary_;
    std::string path_ = std::getenv("PATH");
};

TEST_F(Launcher, IsTheConfiguredOneThenTheStateRootsThenThatInPath)
{
    const auto in_path = program("bin/steamcmd");
    EXPECT_EQ(found(std::nullopt), in_path);
    const auto own = program("steam/steamcmd.sh");
    EXPECT_EQ(found(std::nullopt), own);
    const auto other = program("opt/steam.sh");
    EXPECT_EQ(found(other.string()), other);
}

TEST_F(Launcher, ThatIsMissingIsRefusedWithTheWayToGetIt)
{
    EXPECT_THAT(refusal_of([&] { static_cast<void>(found(std::nullopt)); }),
                Refuses(Exit::Unavailable, "steamcmd_linux.tar.gz"));
    temporary_.write("steam/steamcmd.sh", "not executable");
    EXPECT_THAT(refusal_of([&] { static_cast<void>(found(std::nullopt)); }),
                Refuses(Exit::Unavailable, "--bootstrap"));
}

TEST_F(Launcher, ThatIsConfiguredButMissingIsNotReplacedByAnother)
{
    static_cast<void>(program("steam/steamcmd.sh"));
    EXPECT_THAT(refusal_of([&] { static_cast<void>(found("/nonexistent/steamcmd")); }),
                Refuses(Exit::Unavailable, "LEFT4ME_STEAMCMD"));
}

TEST_F(Launcher, HasItsLibrariesBesideItOrInTheHome)
{
    const auto launcher = program("steam/steamcmd.sh");
    EXPECT_EQ(libraries_of(launcher, temporary_.at("home")), std::nullopt);
    temporary_.write("home/.local/share/Steam/steamcmd/linux32/steamclient.so", "");
    EXPECT_EQ(libraries_of(launcher, temporary_.at("home")),
              temporary_.at("home/.local/share/Steam/steamcmd"));
    temporary_.write("steam/linux32/steamclient.so", "");
    EXPECT_EQ(libraries_of(launcher, temporary_.at("home")), temporary_.at("steam"));
}

TEST_F(Launcher, HasItsLibrariesWhereASymlinkToItLeads)
{
    static_cast<void>(program("steam/steamcmd.sh"));
    temporary_.write("steam/linux32/steamclient.so", "");
    temporary_.make("bin");
    temporary_.link("bin/steamcmd", "../steam/steamcmd.sh");
    EXPECT_EQ(libraries_of(temporary_.at("bin/steamcmd"), temporary_.at("home")), temporary_.at("steam"));
}
} // namespace
} // namespace left4me
