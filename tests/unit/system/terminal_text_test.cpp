#include "system/line_buffer.hpp"
#include "system/terminal_text.hpp"

#include <gtest/gtest.h>

namespace left4me
{
namespace
{
struct Case
{
    std::string text, shown;
};

TEST(TerminalText, ShowsWhatCouldSteerATerminal)
{
    using namespace std::string_literals;
    const Case cases[] = {
        {"\x1b[31mred\x07", "\\x1b[31mred\\x07"},
        {"a\rb", "a\\x0db"},
        {"\0\x08\x7f"s, "\\x00\\x08\\x7f"},
        {"\xc2\x9b"
         "31m",
         "\\xc2\\x9b31m"}, // U+009B, the one-character CSI
        {"\xc2\x80\xc2\x9f", "\\xc2\\x80\\xc2\\x9f"},
        {"\x9b", "\\x9b"},                   // and its Latin-1 form
        {"\xc0\x9b", "\\xc0\\x9b"},          // overlong ESC
        {"\xe0\x81\x81", "\\xe0\\x81\\x81"}, // overlong A
        {"\xe0\x82\x9b", "\\xe0\\x82\\x9b"},
        {"\xed\xa0\x80", "\\xed\\xa0\\x80"},
        {"\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80"},
        {"\xff\xe2\x82", "\\xff\\xe2\\x82"},
        {"\xf0\x9f\x98", "\\xf0\\x9f\\x98"},
        {"\xc3(", "\\xc3("},
    };
    for (const Case& one : cases)
    {
        EXPECT_EQ(for_terminal(one.text), one.shown);
    }
}

TEST(TerminalText, LeavesTextLinesAndTabsAlone)
{
    const std::string text = "Tank \t spawnt: größer, 日本, 😀\n\u00a0\n";
    EXPECT_EQ(for_terminal(text), text);
}

TEST(LineBuffer, GivesWholeLinesOnly)
{
    LineBuffer lines;
    EXPECT_EQ(lines.take("one\ntw"), "one\n");
    EXPECT_EQ(lines.take("o"), "");
    EXPECT_EQ(lines.take("\nthree\nfour"), "two\nthree\n");
    EXPECT_EQ(lines.rest(), "four");
    EXPECT_EQ(lines.rest(), "");
}

TEST(LineBuffer, HoldsNoEndlessLineBack)
{
    LineBuffer lines;
    const std::string endless(40000, 'x');
    EXPECT_EQ(lines.take(endless), "");
    EXPECT_EQ(lines.take(endless), endless + endless);
}
} // namespace
} // namespace left4me
