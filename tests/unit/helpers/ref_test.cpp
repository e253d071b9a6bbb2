#include "common/ref.hpp"
#include "fixture/name_table.hpp"

#include <string>

#include <gtest/gtest.h>

namespace left4me
{
namespace
{
TEST(OverlayRef, FollowsTheTableThatTheOrchestratorFollows)
{
    for (const test::NameCase& example : test::read_name_table("overlay_refs.txt"))
    {
        EXPECT_EQ(is_ref(example.text), example.accepted) << example.line;
    }
}

struct Character
{
    std::string bytes;
    std::size_t length; ///< 0 for what is none
};

TEST(PlainText, KnowsTheBordersOfUtf8)
{
    for (const Character& character : {Character{"\x1f", 0},
                                       {" ", 1},
                                       {"~", 1},
                                       {"\x7f", 0},
                                       {"\x80", 0},
                                       {"\xc1\xbf", 0}, // overlong
                                       {"\xc2\x9f", 0}, // U+009F, a control character
                                       {"\xc2\xa0", 2},
                                       {"\xdf\xbf", 2},
                                       {"\xc2", 0},
                                       {"\xc2\x41", 0},
                                       {"\xe0\x9f\xbf", 0}, // overlong
                                       {"\xe0\xa0\x80", 3},
                                       {"\xed\x9f\xbf", 3},
                                       {"\xed\xa0\x80", 0}, // a surrogate
                                       {"\xee\x80\x80", 3},
                                       {"\xef\xbf\xbf", 3},
                                       {"\xe2\x82", 0},
                                       {"\xf0\x8f\xbf\xbf", 0}, // overlong
                                       {"\xf0\x90\x80\x80", 4},
                                       {"\xf4\x8f\xbf\xbf", 4},
                                       {"\xf4\x90\x80\x80", 0}, // above U+10FFFF
                                       {"\xf5\x80\x80\x80", 0},
                                       {"\xf0\x90\x80", 0},
                                       {"\xff", 0}})
    {
        EXPECT_EQ(plain_character(character.bytes), character.length)
            << testing::PrintToString(character.bytes);
        EXPECT_EQ(plain_character(character.bytes + "x"), character.length)
            << testing::PrintToString(character.bytes) << " and more";
    }
}
} // namespace
} // namespace left4me
