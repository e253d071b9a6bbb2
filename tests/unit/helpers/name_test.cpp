#include "common/name.hpp"
#include "fixture/name_table.hpp"

#include <gtest/gtest.h>

namespace left4me
{
namespace
{
TEST(InstanceName, FollowsTheTableThatTheOrchestratorFollows)
{
    for (const test::NameCase& example : test::read_name_table("instance_names.txt"))
    {
        EXPECT_EQ(is_instance_name(example.text), example.accepted) << example.line;
    }
}
} // namespace
} // namespace left4me
