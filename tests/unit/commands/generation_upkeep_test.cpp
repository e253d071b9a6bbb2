#include "commands/generation_upkeep.hpp"

#include <gmock/gmock.h>

namespace left4me
{
namespace
{
using testing::ElementsAre;
using testing::IsEmpty;

using Users = std::map<std::string, std::vector<std::string>>;

TEST(Superfluous, AreTheOldestBeyondWhatIsKept)
{
    EXPECT_THAT(superfluous({"1", "2", "3", "4"}, "4", "3", {}, 2), ElementsAre("1", "2"));
    EXPECT_THAT(superfluous({"1", "2", "3", "4"}, "4", "3", {}, 3), ElementsAre("1"));
    EXPECT_THAT(superfluous({"1", "2"}, "2", "1", {}, 2), IsEmpty());
    EXPECT_THAT(superfluous({"1"}, "1", "", {}, 2), IsEmpty());
}

TEST(Superfluous, IsNoneThatAServerUses)
{
    EXPECT_THAT(superfluous({"1", "2", "3", "4"}, "4", "3", Users{{"1", {"alpha"}}}, 2), ElementsAre("2"));
}

TEST(Superfluous, IsNeitherTheCurrentOneNorTheOneToReturnTo)
{
    EXPECT_THAT(superfluous({"6", "7", "8"}, "8", "6", {}, 2), ElementsAre("7"));
    EXPECT_THAT(superfluous({"6", "7", "8"}, "6", "6", {}, 2), ElementsAre("7"));
}

TEST(Superfluous, IsNoneThatWeDidNotMake)
{
    EXPECT_THAT(superfluous({"by hand", "1", "2", "3"}, "3", "2", {}, 2), ElementsAre("1"));
}
} // namespace
} // namespace left4me
