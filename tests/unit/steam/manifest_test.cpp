#include "fixture/temporary_root.hpp"
#include "steam/manifest.hpp"

#include <gmock/gmock.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

namespace left4me
{
namespace
{
using testing::HasSubstr;
using testing::Optional;

class ManifestFile : public testing::Test
{
protected:
    void say(const std::string& text) const
    {
        temporary_.write("installation/steamapps/appmanifest_222860.acf", text);
    }
    void say(const std::string& flags, const std::string& build) const
    {
        say("\"AppState\"\n{\n\t\"StateFlags\"\t\t\"" + flags + "\"\n\t\"buildid\"\t\t\"" + build +
            "\"\n}\n");
    }
    void make_program() const
    {
        std::filesystem::permissions(temporary_.write("installation/srcds_run", "#!/bin/sh\n"),
                                     std::filesystem::perms::all);
    }

    test::TemporaryRoot temporary_;
    std::filesystem::path installation_ = temporary_.at("installation");
};

TEST_F(ManifestFile, SaysWhichBuildAndWhetherItIsWhole)
{
    say("4", "1001");
    EXPECT_EQ(read_manifest(installation_).value().build_id, "1001");
    EXPECT_TRUE(read_manifest(installation_).value().whole);
    say("1026", "1001");
    EXPECT_FALSE(read_manifest(installation_).value().whole);
}

TEST_F(ManifestFile, NamesTheBranchUnlessItIsPublic)
{
    const auto branch = [&](const std::string& user_config)
    {
        say("\"AppState\" { \"StateFlags\" \"4\" \"buildid\" \"1\" \"UserConfig\" {" + user_config + "} }");
        return read_manifest(installation_).value().branch;
    };
    EXPECT_EQ(branch(""), "public");
    EXPECT_EQ(branch("\"betakey\" \"\""), "public");
    EXPECT_EQ(branch("\"BetaKey\" \"old_build\""), "old_build");
    EXPECT_EQ(branch("\"betakey\" \"old_build\""), "old_build");
}

TEST_F(ManifestFile, MayBeMissingOrBroken)
{
    EXPECT_FALSE(read_manifest(installation_));
    for (const char* const text : {"", "\"AppState\" {", "\"AppState\" { \"StateFlags\" \"4\" }", "\1\2"})
    {
        say(text);
        EXPECT_FALSE(read_manifest(installation_)) << text;
    }
    for (const char* const build : {"", "12a", "../1", "123456789012345678901"})
    {
        say("4", build);
        EXPECT_FALSE(read_manifest(installation_)) << build;
    }
}

// To open some devices, such as a watchdog, is to begin something; a FIFO will do here.
TEST_F(ManifestFile, ThatIsNoFileIsNotOpened)
{
    const std::string pipe = temporary_.at("pipe");
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    const auto steamapps = installation_ / "steamapps";
    std::filesystem::create_directories(steamapps);
    std::filesystem::create_symlink(pipe, steamapps / "appmanifest_222860.acf");
    const int watch = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    ASSERT_GE(::inotify_add_watch(watch, pipe.c_str(), IN_OPEN), 0);
    EXPECT_EQ(read_manifest(installation_), std::nullopt);
    inotify_event event = {};
    EXPECT_EQ(::read(watch, &event, sizeof event), -1) << "it was opened";
    ::close(watch);
}

TEST_F(ManifestFile, OfAWholeTreeHasNoFault)
{
    say("4", "1001");
    make_program();
    EXPECT_EQ(fault_of(installation_), std::nullopt);
}

TEST_F(ManifestFile, TellsWhatIsMissing)
{
    EXPECT_THAT(fault_of(installation_), Optional(HasSubstr("appmanifest_222860.acf")));
    say("1026", "1001");
    EXPECT_THAT(fault_of(installation_), Optional(HasSubstr("not fully installed")));
    say("4", "1001");
    EXPECT_THAT(fault_of(installation_), Optional(HasSubstr("srcds_run")));
    temporary_.write("installation/srcds_run", "not executable");
    EXPECT_THAT(fault_of(installation_), Optional(HasSubstr("srcds_run")));
}
} // namespace
} // namespace left4me
