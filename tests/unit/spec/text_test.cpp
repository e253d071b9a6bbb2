#include "spec/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace left4me
{
namespace
{
using testing::ElementsAre;
using testing::IsEmpty;

TEST(Utf8, IsFoundBrokenAtTheByteThatStartsNoCharacter)
{
    EXPECT_EQ(first_invalid_utf8(""), 0U);
    EXPECT_EQ(first_invalid_utf8("ab\xC3\xA9"), 4U);
    EXPECT_EQ(first_invalid_utf8("ab\xFF"), 2U);
    EXPECT_EQ(first_invalid_utf8("\xC3\xA9\xE2\x82"), 2U);
    EXPECT_EQ(first_invalid_utf8("a\x80"), 1U);
}

TEST(Utf8, HasNoOverlongFormNoSurrogateAndNothingAboveItsEnd)
{
    for (const std::string_view text : {"\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80",
                                        "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80"})
    {
        EXPECT_FALSE(is_utf8(text)) << shown(text);
    }
    for (const std::string_view text : {"\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF",
                                        "\xEE\x80\x80", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"})
    {
        EXPECT_TRUE(is_utf8(text)) << shown(text);
    }
}

TEST(ControlCharacters, AreThoseOfBothRanges)
{
    for (const std::string_view text :
         {std::string_view("\0", 1), std::string_view("a\x1f"), std::string_view("\x7f"),
          std::string_view("\xC2\x80"), std::string_view("a\xC2\x9f")})
    {
        EXPECT_TRUE(has_control_character(text)) << shown(text);
    }
    for (const std::string_view text : {"", " ~", "\xC2\xA0", "\xC3\x80", "\xE2\x82\xAC"})
    {
        EXPECT_FALSE(has_control_character(text)) << shown(text);
    }
}

TEST(ShownText, CannotSteerATerminal)
{
    EXPECT_EQ(shown("a\x1b[31m\xC2\x9b\n\xFF\xC3\xA9"), "\"a\\x1b[31m\\xc2\\x9b\\x0a\\xff\xC3\xA9\"");
}

TEST(ShownText, IsCutBetweenTwoCharacters)
{
    EXPECT_EQ(shown(std::string(80, 'x')), '"' + std::string(80, 'x') + '"');
    EXPECT_EQ(shown(std::string(81, 'x')), '"' + std::string(80, 'x') + "…\"");
    EXPECT_EQ(shown(std::string(79, 'x') + "\xC3\xA9y"), '"' + std::string(79, 'x') + "\xC3\xA9…\"");
}

TEST(PrintableText, IsWhole)
{
    EXPECT_EQ(printable(std::string(300, 'x') + "\n"), std::string(300, 'x') + "\\x0a");
    EXPECT_EQ(printable("a\u202Eb\u2066c\u2028d\u200Fe\u2026"),
              "a\\xe2\\x80\\xaeb\\xe2\\x81\\xa6c\\xe2\\x80\\xa8d\\xe2\\x80\\x8fe\u2026");
}

TEST(Words, StandBetweenSpacesAndTabs)
{
    EXPECT_THAT(split_words(" +map\tc1m1_hotel  \"x y\" "), ElementsAre("+map", "c1m1_hotel", "\"x", "y\""));
    EXPECT_THAT(split_words("a\nb"), ElementsAre("a\nb"));
    EXPECT_THAT(split_words("a\xC2\xA0z"), ElementsAre("a\xC2\xA0z"));
    EXPECT_THAT(split_words(""), IsEmpty());
    EXPECT_THAT(split_words(" \t "), IsEmpty());
}
} // namespace
} // namespace left4me
