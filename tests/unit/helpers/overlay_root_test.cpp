#include "overlay/state_root.hpp"

#include <gtest/gtest.h>

namespace left4me
{
namespace
{
TEST(HostEnvOfTheHelper, NamesTheRootOrLeavesTheCompiledOne)
{
    EXPECT_EQ(parse_root("", "/compiled"), "/compiled");
    EXPECT_EQ(parse_root("# comment\n\nLEFT4ME_STEAMCMD=/x\n", "/compiled"), "/compiled");
    EXPECT_EQ(parse_root("LEFT4ME_ROOT=/srv/l4d2\n", "/compiled"), "/srv/l4d2");
    EXPECT_EQ(parse_root("LEFT4ME_ROOT=/no newline", "/compiled"), "/no newline");
    EXPECT_EQ(parse_root("A=\nLEFT4ME_ROOT=/a=b \"c\"\nB_2=x\n", "/compiled"), "/a=b \"c\"");
}

TEST(HostEnvOfTheHelper, IsRefusedInEveryOtherForm)
{
    using namespace std::string_literals;
    for (const std::string& text :
         {"LEFT4ME_ROOT=\n"s, "LEFT4ME_ROOT=srv\n"s, "LEFT4ME_ROOT= /srv\n"s, "LEFT4ME_ROOT\n"s,
          "LEFT4ME_ROOT=/a\nLEFT4ME_ROOT=/a\n"s, "X=1\nX=1\n"s, "=x\n"s, " LEFT4ME_ROOT=/a\n"s,
          "export LEFT4ME_ROOT=/a\n"s, "LEFT4ME_ROOT =/a\n"s, "LEFT4ME_ROOT=/a\r\n"s, "LEFT4ME_ROOT=/a\0b\n"s,
          "LEFT4ME_ROOT=/a\xff\n"s, "1A=x\n"s, "A-B=x\n"s, "nonsense\n"s, " \n"s})
    {
        EXPECT_FALSE(parse_root(text, "/compiled")) << testing::PrintToString(text);
    }
}
} // namespace
} // namespace left4me
