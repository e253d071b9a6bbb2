#include "spec/place.hpp"

#include <gtest/gtest.h>

namespace left4me
{
bool operator==(Mark one, Mark other);
bool operator==(Mark one, Mark other)
{
    return one.line == other.line && one.column == other.column;
}
void PrintTo(Mark mark, std::ostream* out);
void PrintTo(Mark mark, std::ostream* out)
{
    *out << mark.line << ':' << mark.column;
}

namespace
{
TEST(PlaceOfByte, CountsLinesAndCharactersFromOne)
{
    EXPECT_EQ(place_of_byte("", 0), (Mark{1, 1}));
    EXPECT_EQ(place_of_byte("abc", 2), (Mark{1, 3}));
    EXPECT_EQ(place_of_byte("a\nbc", 1), (Mark{1, 2}));
    EXPECT_EQ(place_of_byte("a\nbc", 2), (Mark{2, 1}));
    EXPECT_EQ(place_of_byte("a\nbc", 4), (Mark{2, 3}));
}

TEST(PlaceOfByte, CountsACharacterOfSeveralBytesOnce)
{
    EXPECT_EQ(place_of_byte("\xC3\xA9\xE2\x82\xACx", 5), (Mark{1, 3}));
}

TEST(Places, TurnBytesOfALineIntoCharacters)
{
    Places places("port: 1\n\xC3\xA9: \xC3\xA9x\n");
    EXPECT_EQ(places.of(0, 6), (Mark{1, 7}));
    EXPECT_EQ(places.of(1, 0), (Mark{2, 1}));
    EXPECT_EQ(places.of(1, 4), (Mark{2, 4}));
    EXPECT_EQ(places.of(1, 6), (Mark{2, 5}));
}

TEST(Places, MayBeAskedInAnyOrder)
{
    Places places("\xC3\xA9\xC3\xA9\xC3\xA9\nabc");
    EXPECT_EQ(places.of(1, 2), (Mark{2, 3}));
    EXPECT_EQ(places.of(0, 6), (Mark{1, 4}));
    EXPECT_EQ(places.of(0, 2), (Mark{1, 2}));
    EXPECT_EQ(places.of(0, 2), (Mark{1, 2}));
}

TEST(Places, GiveTheLastLineForALineThatIsNotThere)
{
    Places places("a\nb\nc");
    EXPECT_EQ(places.of(-1, -1), (Mark{3, 1}));
    EXPECT_EQ(places.of(3, 0), (Mark{3, 1}));
}

TEST(Places, DoNotCountBeyondTheEndOfALine)
{
    Places places("ab\nc");
    EXPECT_EQ(places.of(0, 90), (Mark{1, 3}));
    EXPECT_EQ(places.of(0, 91), (Mark{1, 3}));
}
} // namespace
} // namespace left4me
