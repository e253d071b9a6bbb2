#include "fixture/refusal.hpp"
#include "fixture/temporary_root.hpp"
#include "instance/host_env_file.hpp"

#include <unistd.h>

namespace left4me
{
namespace
{
using test::refusal_of;
using test::Refuses;

void expect_host_env_refused(const std::string& text, const std::string& part)
{
    EXPECT_THAT(refusal_of([&] { static_cast<void>(parse_host_env(text, "host.env")); }),
                Refuses(Exit::Config, part))
        << text;
}

TEST(HostEnv, HasDefaultsForWhatItDoesNotSay)
{
    for (const std::string_view text : {"", "\n\n", "# LEFT4ME_ROOT=/x\n", "#", "OTHER=1\n", "OTHER=\n"})
    {
        const HostEnv env = parse_host_env(text, "host.env");
        EXPECT_EQ(env.root, std::nullopt) << text;
        EXPECT_EQ(env.steamcmd, std::nullopt);
        EXPECT_EQ(env.first_port, 1024);
        EXPECT_EQ(env.last_port, 65535);
    }
}

TEST(HostEnv, SaysRootSteamcmdAndRangeOfPorts)
{
    const HostEnv env = parse_host_env("# host\nLEFT4ME_ROOT=/srv/l4d\n\nLEFT4ME_STEAMCMD=/opt/steamcmd.sh\n"
                                       "LEFT4ME_PORT_RANGE_START=27000\nLEFT4ME_PORT_RANGE_END=27999",
                                       "host.env");
    EXPECT_EQ(env.root, "/srv/l4d");
    EXPECT_EQ(env.steamcmd, "/opt/steamcmd.sh");
    EXPECT_EQ(env.first_port, 27000);
    EXPECT_EQ(env.last_port, 27999);
}

TEST(HostEnv, TellsWhichOfItsKeysAreMisspelt)
{
    EXPECT_EQ(parse_host_env("LEFT4ME_ROOT=/a\nLEFT4ME_PORT_RNAGE_END=1\nOTHER=1\n", "host.env").unknown,
              std::vector<std::string>{"LEFT4ME_PORT_RNAGE_END"});
}

TEST(HostEnv, NeitherQuotesNorTrims)
{
    EXPECT_EQ(parse_host_env("LEFT4ME_ROOT=/a b \n", "host.env").root, "/a b ");
    EXPECT_EQ(parse_host_env("LEFT4ME_ROOT=/a\"=#'$HOME\n", "host.env").root, "/a\"=#'$HOME");
    expect_host_env_refused("LEFT4ME_ROOT=\"/srv\"\n", "host.env:1: LEFT4ME_ROOT must be an absolute path");
}

TEST(HostEnv, RefusesEveryOtherLineAndNamesIt)
{
    for (const std::string_view line :
         {"LEFT4ME_ROOT", " LEFT4ME_ROOT=/x", "LEFT4ME_ROOT =/x", "export LEFT4ME_ROOT=/x", "=x", "1A=x", " ",
          "\t", " # note", "A-B=x", "A.B=x", "A=x\r", "A=\x1b[31m", "A=\xFF", "A=\xC2\x85",
          "\xEF\xBB\xBF"
          "A=x"})
    {
        expect_host_env_refused("# first\n" + std::string(line) + "\n", "host.env:2: write KEY=VALUE");
    }
    expect_host_env_refused(std::string("A=\0", 3), "host.env:1: write KEY=VALUE");
}

TEST(HostEnv, RefusesAKeyTwiceKnownOrNot)
{
    expect_host_env_refused("LEFT4ME_ROOT=/a\nLEFT4ME_ROOT=/a\n",
                            "host.env:2: the key LEFT4ME_ROOT stands here twice");
    expect_host_env_refused("OTHER=1\nOTHER=2\n", "host.env:2: the key OTHER");
}

TEST(HostEnv, RefusesBadValuesOfKnownKeys)
{
    expect_host_env_refused("LEFT4ME_ROOT=\n", "LEFT4ME_ROOT must be an absolute path");
    expect_host_env_refused("LEFT4ME_ROOT=srv\n", "LEFT4ME_ROOT must be an absolute path");
    expect_host_env_refused("LEFT4ME_STEAMCMD=steamcmd\n", "LEFT4ME_STEAMCMD must be an absolute path");
    expect_host_env_refused("LEFT4ME_PORT_RANGE_START=80\n", "must be a port from 1024 to 65535");
    expect_host_env_refused("LEFT4ME_PORT_RANGE_END=\n", "must be a port from 1024 to 65535");
    expect_host_env_refused("LEFT4ME_PORT_RANGE_START=28000\nLEFT4ME_PORT_RANGE_END=27000\n", "is above");
}

class HostEnvFile : public testing::Test
{
protected:
    [[nodiscard]] test::Refusal refusal() const
    {
        return refusal_of([&] { static_cast<void>(read_host_env_file(temporary_.at("host.env").string())); });
    }

    test::TemporaryRoot temporary_;
};

class HostEnvFileOfRoot : public HostEnvFile
{
protected:
    void SetUp() override
    {
        if (::geteuid() != 0)
        {
            GTEST_SKIP() << "only root can make a file of root's: run the tests as root, too";
        }
    }
};

TEST_F(HostEnvFile, GivesTheDefaultsWhenAbsent)
{
    EXPECT_EQ(read_host_env_file(temporary_.at("host.env").string()).root, std::nullopt);
}

TEST_F(HostEnvFileOfRoot, IsReadWhenItIsRootsAlone)
{
    temporary_.write("host.env", "LEFT4ME_ROOT=/srv\n");
    EXPECT_EQ(read_host_env_file(temporary_.at("host.env").string()).root, "/srv");
}

TEST_F(HostEnvFileOfRoot, IsRefusedWhenOthersCouldWriteIt)
{
    const auto file = temporary_.write("host.env", "");
    for (const mode_t mode : {0660U, 0602U})
    {
        ASSERT_EQ(::chmod(file.c_str(), mode), 0);
        EXPECT_THAT(refusal(), Refuses(Exit::Config, "only root can write")) << mode;
    }
}

TEST_F(HostEnvFile, IsRefusedWhenItIsAnotherUsers)
{
    const auto file = temporary_.write("host.env", "");
    if (::geteuid() == 0)
    {
        ASSERT_EQ(::chown(file.c_str(), 980, 0), 0);
    }
    EXPECT_THAT(refusal(), Refuses(Exit::Config, "belongs to root"));
}

TEST_F(HostEnvFile, IsRefusedWhenItIsNoRegularFile)
{
    temporary_.link("host.env", "/etc/hostname");
    EXPECT_THAT(refusal(), Refuses(Exit::Config, "cannot read"));
    std::filesystem::remove(temporary_.at("host.env"));
    ASSERT_EQ(::mkfifo(temporary_.at("host.env").c_str(), 0600), 0);
    EXPECT_THAT(refusal(), Refuses(Exit::Config, "a regular file"));
    std::filesystem::remove(temporary_.at("host.env"));
    temporary_.make("host.env");
    EXPECT_THAT(refusal(), Refuses(Exit::Config, "a regular file"));
}

TEST_F(HostEnvFileOfRoot, IsABrokenInstallationWhenItIsTooLarge)
{
    temporary_.write("host.env", "#" + std::string(64 * std::size_t{1024}, 'x'));
    EXPECT_THAT(refusal(), Refuses(Exit::Config, "larger than 65536 bytes"));
}
} // namespace
} // namespace left4me
