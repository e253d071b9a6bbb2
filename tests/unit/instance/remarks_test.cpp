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
    }

    [[nodiscard]] std::vector<std::string> of(const std::string& rest) const
    {
        return remarks_on(temporary_.root(), parse_spec("port: 27015\n" + rest, "s.yaml"));
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

TEST_F(Remarks, NameWhereFilesOfAnOverlayBelong)
{
    EXPECT_THAT(
        of("overlays: [good, high]\n"),
        ElementsAre(AllOf(HasSubstr("\"high\" has addons"), HasSubstr("overlays/high/left4dead2/addons"))));
}

TEST_F(Remarks, NameAnOverlayThatHasNothingToExecute)
{
    EXPECT_THAT(of("overlays: [{path: plain, alias: b, exec: true}]\n"), ElementsAre(HasSubstr("\"plain\"")));
}
} // namespace
} // namespace left4me
