#include "fixture/name_table.hpp"
#include "overlay/request.hpp"

#include <gtest/gtest.h>

namespace left4me
{
namespace
{
TEST(OverlayRequest, IsAVerbAndAName)
{
    const auto mount = parse_request({"mount", "alpha"});
    ASSERT_TRUE(mount);
    EXPECT_EQ(mount->verb, Verb::Mount);
    EXPECT_EQ(mount->instance, "alpha");
    const auto umount = parse_request({"umount", "b-1_"});
    ASSERT_TRUE(umount);
    EXPECT_EQ(umount->verb, Verb::Umount);
    EXPECT_EQ(umount->instance, "b-1_");
}

TEST(OverlayRequest, IsNothingElse)
{
    for (const Words& words : std::vector<Words>{{},
                                                 {"mount"},
                                                 {"alpha"},
                                                 {"mount", "alpha", "beta"},
                                                 {"mount", "alpha", ""},
                                                 {"mount alpha"},
                                                 {"alpha", "mount"},
                                                 {"Mount", "alpha"},
                                                 {"unmount", "alpha"},
                                                 {"mount ", "alpha"},
                                                 {"--", "mount", "alpha"},
                                                 {"--mount", "alpha"},
                                                 {"mount", "--help"}})
    {
        EXPECT_FALSE(parse_request(words)) << testing::PrintToString(words);
    }
}

TEST(OverlayRequest, NamesAreThoseOfTheTable)
{
    for (const test::NameCase& example : test::read_name_table("instance_names.txt"))
    {
        EXPECT_EQ(parse_request({"mount", example.text}).has_value(), example.accepted) << example.line;
    }
}
} // namespace
} // namespace left4me
