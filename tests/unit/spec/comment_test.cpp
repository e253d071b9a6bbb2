// Comments of YAML's that nobody meant.
#include "spec/spec.hpp"

#include <gmock/gmock.h>

namespace left4me
{
namespace
{
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<int> cut_lines(const std::string& rest)
{
    std::vector<int> lines;
    for (const CutText& cut : parse_spec("port: 27015\n" + rest, "s.yaml").cut)
    {
        lines.push_back(cut.mark.line);
    }
    return lines;
}

TEST(Comment, ThatBeginsWithAWordCutsALineShort)
{
    EXPECT_THAT(cut_lines("config:\n  - hostname My #1 server\n"), ElementsAre(3));
    EXPECT_THAT(cut_lines("arguments: [+map x,\n  +hostname x #1\n]\n"), ElementsAre(3));
    EXPECT_THAT(cut_lines("config:\r\n  - \"a\"\r\n  - h\u00e4 #1\r\n"), ElementsAre(4));
}

TEST(Comment, ThatLooksLikeOneIsMeant)
{
    EXPECT_THAT(cut_lines("config:\n  - sv_cheats 0 # never\n  - a 1 #\r\n  - b 2 ## no\n  - c 3\n  # d\n"),
                IsEmpty());
}

TEST(Comment, CutsNothingOfWhatIsQuotedOrHasNoSpaceBeforeIt)
{
    EXPECT_THAT(cut_lines("config:\n  - 'a #1'\n  - \"b\" #1\n  - c#1\n  - d\n    e #1\n"), IsEmpty());
}
} // namespace
} // namespace left4me
