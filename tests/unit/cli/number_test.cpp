#include "cli/number.hpp"

#include <gtest/gtest.h>

namespace left4me
{
namespace
{
TEST(Number, IsDecimalDigits)
{
    EXPECT_EQ(parse_number("0"), 0U);
    EXPECT_EQ(parse_number("60"), 60U);
    EXPECT_EQ(parse_number("4294967295"), 4294967295U);
}

TEST(Number, IsNothingElse)
{
    for (const std::string_view text : {"", "-1", "+1", " 1", "1 ", "1\n", "01", "0x5", "1e3", "1.0", "ten",
                                        "4294967296", "99999999999999999999"})
    {
        EXPECT_EQ(parse_number(text), std::nullopt) << text;
    }
}
} // namespace
} // namespace left4me
