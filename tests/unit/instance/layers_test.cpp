#include "fixture/refusal.hpp"
#include "fixture/temporary_root.hpp"
#include "instance/layers.hpp"

namespace left4me
{
namespace
{
using test::refusal_of;
using test::Refuses;
using testing::ElementsAre;

class Layers : public testing::Test
{
protected:
    [[nodiscard]] static Spec spec_of(const std::string& overlays)
    {
        return parse_spec("port: 27015\noverlays: [" + overlays + "]\n", "s.yaml");
    }

    [[nodiscard]] std::vector<std::string> resolve(const std::string& overlays) const
    {
        return resolve_layers(temporary_.root(), spec_of(overlays));
    }

    void expect_refused(const std::string& overlays, Exit exit, const std::string& part) const
    {
        EXPECT_THAT(refusal_of([&] { static_cast<void>(resolve(overlays)); }), Refuses(exit, part))
            << overlays;
        EXPECT_THAT(refusal_of([&] { require_overlays(temporary_.root(), spec_of(overlays)); }),
                    Refuses(exit, part))
            << overlays;
    }

    void use_installation(const std::string& target) const
    {
        std::filesystem::remove(temporary_.at("installation"));
        temporary_.link("installation", target);
    }

    test::TemporaryRoot temporary_;
};

TEST_F(Layers, AreTheOverlaysAndLastTheInstallation)
{
    temporary_.make("overlays/b");
    temporary_.make("overlays/a/c");
    temporary_.make("overlays/a,bind: x\\y");
    EXPECT_THAT(resolve("b, a/c, \"a,bind: x\\\\y\""),
                ElementsAre("overlays/b", "overlays/a/c", "overlays/a,bind: x\\y", "installation"));
    EXPECT_THAT(resolve(""), ElementsAre("installation"));
}

TEST_F(Layers, AreThoseOfTheGenerationThatInstallationLeadsTo)
{
    temporary_.make("installations/2026-11");
    use_installation("installations/2026-11");
    EXPECT_THAT(resolve(""), ElementsAre("installations/2026-11"));
}

TEST_F(Layers, RefuseAnInstallationThatLeadsAnywhereElse)
{
    temporary_.make("installations/new/deeper");
    temporary_.make("overlays/a");
    for (const std::string& target :
         {std::string("overlays/a"), std::string("/etc"), std::string("installations"),
          std::string("installation"), std::string("installations/../overlays/a"),
          std::string("installations/new/deeper"), std::string("installations/"),
          std::string("./installations/new"), temporary_.at("installations/new").string()})
    {
        use_installation(target);
        EXPECT_THAT(refusal_of([&] { static_cast<void>(resolve("")); }),
                    Refuses(Exit::DataErr, "must be a directory or a symlink to installations/GENERATION"))
            << target;
    }
}

TEST_F(Layers, SayWhatIsMissingWithoutAnInstallation)
{
    std::filesystem::remove(temporary_.at("installation"));
    EXPECT_THAT(refusal_of([&] { static_cast<void>(resolve("")); }),
                Refuses(Exit::NoInput, "there is no installation in"));
    temporary_.link("installation", "installations/gone");
    EXPECT_THAT(refusal_of([&] { static_cast<void>(resolve("")); }),
                Refuses(Exit::NoInput, "there is no installation in"));
    EXPECT_EQ(refusal_of([&] { require_overlays(temporary_.root(), spec_of("")); }).exit, Exit::Ok);
}

TEST_F(Layers, RefuseAnInstallationThatIsAFileOrASecondSymlink)
{
    std::filesystem::remove(temporary_.at("installation"));
    temporary_.write("installation", "");
    EXPECT_EQ(refusal_of([&] { static_cast<void>(resolve("")); }).exit, Exit::DataErr);
    temporary_.make("overlays/a");
    temporary_.make("installations");
    temporary_.link("installations/new", "../overlays/a");
    use_installation("installations/new");
    EXPECT_EQ(refusal_of([&] { static_cast<void>(resolve("")); }).exit, Exit::DataErr);
}

TEST_F(Layers, NameThePlaceOfAnOverlayThatIsMissingOrNoDirectory)
{
    temporary_.write("overlays/file", "");
    temporary_.link("overlays/dangling", "nowhere");
    temporary_.link("overlays/loop", "loop");
    expect_refused("none", Exit::NoInput, "s.yaml:2:12: the overlay \"none\" does not exist below");
    expect_refused("{path: dangling}", Exit::NoInput, "s.yaml:2:19: the overlay \"dangling\" does not exist");
    expect_refused("file", Exit::DataErr, "s.yaml:2:12: the overlay \"file\" below");
    expect_refused("file/a", Exit::DataErr, "is not a directory");
    expect_refused("loop", Exit::DataErr, "is a loop of symlinks");
}

TEST_F(Layers, FollowRelativeSymlinksWithinOverlays)
{
    temporary_.make("overlays/real/deep");
    temporary_.link("overlays/nick", "real");
    temporary_.make("overlays/users");
    temporary_.link("overlays/users/way", "../real");
    EXPECT_THAT(resolve("nick"), ElementsAre("overlays/nick", "installation"));
    EXPECT_THAT(resolve("users/way/deep"), ElementsAre("overlays/users/way/deep", "installation"));
}

TEST_F(Layers, RefuseOverlaysThatLeadOutOfOverlays)
{
    temporary_.make("secret");
    temporary_.make("overlays/inside");
    temporary_.link("overlays/up", "../secret");
    temporary_.link("overlays/absolute", "/etc");
    temporary_.link("overlays/home", temporary_.at("overlays/inside").string());
    temporary_.link("overlays/around", "../overlays/inside");
    temporary_.link("overlays/proc", "/proc/self/root");
    for (const std::string overlay : {"up", "absolute", "home", "around", "proc"})
    {
        expect_refused(overlay, Exit::DataErr, "s.yaml:2:12: the overlay \"" + overlay + "\" leads out of");
    }
}

TEST_F(Layers, AreNeverTheSameDirectoryTwiceOrOneInsideAnother)
{
    temporary_.make("overlays/real/deep");
    temporary_.make("overlays/realer");
    temporary_.link("overlays/nick", "real");
    expect_refused("real, nick", Exit::DataErr, "is the same directory as");
    expect_refused("real, real/deep", Exit::DataErr, "\"overlays/real/deep\" lies inside \"overlays/real\"");
    expect_refused("nick/deep, real", Exit::DataErr, "\"overlays/nick/deep\" lies inside \"overlays/real\"");
    EXPECT_EQ(resolve("real, realer").size(), 3U);
}

TEST_F(Layers, AreWrittenOneALineAndReadAgain)
{
    const std::vector<std::string> layers = {"overlays/a b", "workshop_cache/7", "global_overlay_cache/x/y",
                                             "installations/new"};
    temporary_.make("instances/alpha");
    write_layers(temporary_.root(), "alpha", layers);
    EXPECT_EQ(temporary_.read("instances/alpha/layers"),
              "overlays/a b\nworkshop_cache/7\nglobal_overlay_cache/x/y\ninstallations/new\n");
    EXPECT_EQ(temporary_.mode("instances/alpha/layers"), 0644U);
    EXPECT_EQ(read_layers(temporary_.root(), "alpha"), layers);
}

TEST_F(Layers, ThatTheHelperWouldRefuseForTheirLengthAreNotWritten)
{
    temporary_.make("instances/alpha");
    const std::vector<std::string> layers(300, "overlays/" + std::string(250, 'x'));
    EXPECT_THAT(refusal_of([&] { write_layers(temporary_.root(), "alpha", layers); }),
                Refuses(Exit::DataErr, "longer than 64 KiB"));
    EXPECT_FALSE(temporary_.has("instances/alpha/layers"));
    EXPECT_THAT(refusal_of([&] { write_layers(temporary_.root(), "beta", {"installation"}); }),
                Refuses(Exit::NoInput, "there is no instance beta"));
}

TEST_F(Layers, AreUnknownWhereTheFileIsNoneOfTheGrammar)
{
    EXPECT_EQ(read_layers(temporary_.root(), "alpha"), std::nullopt);
    for (const std::string& text : {std::string(),
                                    std::string("\n"),
                                    std::string("installation"),
                                    std::string("overlays/a\n"),
                                    std::string("installation\noverlays/a\n"),
                                    std::string("installation\ninstallation\n"),
                                    std::string("overlays\ninstallation\n"),
                                    std::string("overlays/\ninstallation\n"),
                                    std::string("workshop_cache\ninstallation\n"),
                                    std::string("overlays/../etc\ninstallation\n"),
                                    std::string("/etc\ninstallation\n"),
                                    std::string("instances/a\ninstallation\n"),
                                    std::string("overlays/a\n\ninstallation\n"),
                                    std::string("# a\ninstallation\n"),
                                    std::string("overlays/a\r\ninstallation\r\n"),
                                    std::string("installations\n"),
                                    std::string("installations/\n"),
                                    std::string("installations/a/b\n"),
                                    std::string("installations/..\n"),
                                    std::string("installation/a\n"),
                                    std::string("overlays/\xFF\ninstallation\n"),
                                    std::string("overlays/a\0\ninstallation\n", 24)})
    {
        temporary_.write("instances/alpha/layers", text);
        EXPECT_EQ(read_layers(temporary_.root(), "alpha"), std::nullopt) << text;
    }
}

TEST_F(Layers, AreAtMost500InTheFile)
{
    std::string text;
    for (int overlay = 1; overlay <= 499; ++overlay)
    {
        text += "overlays/" + std::to_string(overlay) + "\n";
    }
    temporary_.write("instances/alpha/layers", text + "installation\n");
    EXPECT_EQ(read_layers(temporary_.root(), "alpha")->size(), 500U);
    temporary_.write("instances/alpha/layers", "overlays/x\n" + text + "installation\n");
    EXPECT_EQ(read_layers(temporary_.root(), "alpha"), std::nullopt);
}
} // namespace
} // namespace left4me
