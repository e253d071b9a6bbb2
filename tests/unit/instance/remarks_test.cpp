#include "fixture/temporary_root.hpp"
#include "instance/remarks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace left4me
{
namespace
{
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Remarks : public testing::Test
{
protected:
    Remarks()
    {
        temporary_.write("overlays/good/left4dead2/cfg/server.cfg", "// good\n");
        temporary_.write("overlays/plain/left4dead2/maps/x.bsp", "a map\n");
        temporary_.write("overlays/high/addons/x.vpk", "an addon\n");
        temporary_.write("overlays/own/bin/tool", "a program\n");
        temporary_.write("overlays/deep/deep/left4dead2/addons/x.vpk", "an addon\n");
        temporary_.write("overlays/case/Left4Dead2/addons/x.vpk", "an addon\n");
        temporary_.make("overlays/empty");
        temporary_.make("installation/left4dead2");
        temporary_.make("installation/bin");
    }

    [[nodiscard]] std::vector<std::string> of(const std::string& rest) const
    {
        std::vector<std::string> texts;
        for (const SpecRemark& remark :
             remarks_on(temporary_.root(), parse_spec("port: 27015\n" + rest, "s.yaml")))
        {
            texts.push_back(remark.text);
        }
        return texts;
    }

    test::TemporaryRoot temporary_;
};

TEST_F(Remarks, AreNoneOnWhatIsAsItShouldBe)
{
    EXPECT_THAT(of(""), IsEmpty());
    EXPECT_THAT(of("overlays: [{path: good, alias: a, exec: true}, {path: plain, alias: b}, own]\n"
                   "arguments: [\"-tickrate 60 +map x -porter\"]\n"),
                IsEmpty());
}

TEST_F(Remarks, NameAnArgumentThatSetsAnotherPort)
{
    for (const std::string word : {"-port", "+port", "-hostport", "+hostport"})
    {
        EXPECT_THAT(of("arguments: [\"-tickrate 60\", \"" + word + " 27099\"]\n"),
                    ElementsAre(AllOf(HasSubstr(word + ","), HasSubstr("27015"))));
    }
}

TEST_F(Remarks, NameAnArgumentWithQuotesThatKeepNothingTogether)
{
    EXPECT_THAT(of("arguments: ['+hostname \"My server\"']\n"), ElementsAre(HasSubstr("hold \"My,")));
}

TEST_F(Remarks, NameTheFirstLineThatACommentHasCutShort)
{
    EXPECT_THAT(of("config:\n  - sv_cheats 0 # never\n  - hostname My #1 server\n  - rcon_password a #b\n"),
                ElementsAre(AllOf(HasSubstr("line 4 "), HasSubstr(": 'hostname My #1 server'"))));
}

TEST_F(Remarks, NameWhereFilesOfAnOverlayBelong)
{
    EXPECT_THAT(
        of("overlays: [plain, high]\n"),
        ElementsAre(AllOf(HasSubstr("\"high\" has no directory left4dead2"), HasSubstr("look for addons"))));
    for (const std::string overlay : {"deep", "case"})
    {
        EXPECT_THAT(of("overlays: [" + overlay + "]\n"),
                    ElementsAre(HasSubstr("nothing else that the game looks for")));
    }
}

TEST_F(Remarks, NameAnOverlayWithNothingInIt)
{
    EXPECT_THAT(of("overlays: [empty]\n"), ElementsAre(HasSubstr("\"empty\" is empty: is something")));
}

TEST_F(Remarks, KeepQuotesOfACutLine)
{
    EXPECT_THAT(of("config:\n  - hostname 'Ann #1' \n"), ElementsAre(HasSubstr(": 'hostname ''Ann #1'''")));
}

TEST_F(Remarks, SayNothingOfPlacesBeforeTheGameIsThere)
{
    std::filesystem::remove(temporary_.at("installation/left4dead2"));
    EXPECT_THAT(of("overlays: [deep]\n"), IsEmpty());
}

TEST_F(Remarks, NameAServerCfgThatIsHidden)
{
    EXPECT_THAT(of("overlays: [good]\n"),
                ElementsAre(HasSubstr("\"good\" has a server.cfg, which the server's own")));
}

TEST_F(Remarks, NameAnOverlayThatHasNothingToExecute)
{
    EXPECT_THAT(of("overlays: [{path: plain, alias: b, exec: true}]\n"), ElementsAre(HasSubstr("\"plain\"")));
}
} // namespace
} // namespace left4me
