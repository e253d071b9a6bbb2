#include "fixture/temporary_root.hpp"
#include "installation/size.hpp"

namespace left4me
{
namespace
{
TEST(Size, CountsWhatIsSharedOnlyAsAPartOfAll)
{
    const test::TemporaryRoot temporary;
    temporary.write("one/shared", std::string(100'000, 'x'));
    temporary.write("one/own", std::string(10'000, 'x'));
    temporary.make("two/deeper");
    std::filesystem::create_hard_link(temporary.at("one/shared"), temporary.at("two/deeper/shared"));
    const auto one = size_of(temporary.at("one"), TimeLimit());
    const auto two = size_of(temporary.at("two"), TimeLimit());
    ASSERT_TRUE(one && two);
    EXPECT_GE(one->all, 110'000U);
    EXPECT_GE(one->own, 10'000U);
    EXPECT_LT(one->own, 100'000U);
    EXPECT_GE(two->all, 100'000U);
    EXPECT_EQ(two->own, 0U);
}

TEST(Size, IsUnknownOfWhatIsNotThere)
{
    const test::TemporaryRoot temporary;
    EXPECT_FALSE(size_of(temporary.at("nosuch"), TimeLimit()));
}
} // namespace
} // namespace left4me
