#include "spec/port.hpp"

#include <gtest/gtest.h>

namespace left4me
{
namespace
{
TEST(Port, IsAWholeNumberFrom1024To65535)
{
    EXPECT_EQ(parse_port("1024"), 1024);
    EXPECT_EQ(parse_port("27015"), 27015);
    EXPECT_EQ(parse_port("65535"), 65535);
}

TEST(Port, IsNothingElse)
{
    for (const std::string_view text :
         {"", "0", "1023", "65536", "99999999999999999999", "027015", "+27015", "-27015", " 27015", "27015 ",
          "27015\n", "0x6987", "27_015", "27015.0", "2.7015e4", "27015a", "port", "\xEF\xBC\x92"})
    {
        EXPECT_EQ(parse_port(text), std::nullopt) << text;
    }
}

TEST(Port, EndsWhereItsTextEnds)
{
    constexpr std::string_view text = "270159";
    EXPECT_EQ(parse_port(text.substr(0, 5)), 27015);
}
} // namespace
} // namespace left4me
