#include "commands/table.hpp"

#include <gtest/gtest.h>

namespace left4me
{
namespace
{
TEST(Table, AlignsColumnsAndEndsNoLineInSpaces)
{
    EXPECT_EQ(format_table({{"NAME", "STATE", "PORT"}, {"a", "running", "1"}, {"longer", "stopped", ""}}),
              "NAME    STATE    PORT\n"
              "a       running  1\n"
              "longer  stopped\n");
}

TEST(Table, CountsCharactersAndNotBytes)
{
    EXPECT_EQ(format_table({{"é", "x"}, {"ab", "y"}}), "é   x\nab  y\n");
}

TEST(Table, NeverSteersATerminal)
{
    EXPECT_EQ(format_table({{"a\x1b", "b\n"}}), "a\\x1b  b\\x0a\n");
}

TEST(Table, OfNothingIsNothing)
{
    EXPECT_EQ(format_table({}), "");
}
} // namespace
} // namespace left4me
