#include "spec/nearest.hpp"

#include <gtest/gtest.h>

namespace left4me
{
namespace
{
TEST(Nearest, IsTheNameAtMostTwoEditsAway)
{
    const std::vector<std::string> names = {"alpha", "beta", "betas", "gamma"};
    EXPECT_EQ(nearest("alpah", names), "alpha");
    EXPECT_EQ(nearest("lpha", names), "alpha");
    EXPECT_EQ(nearest("stauts", {"start", "status", "stop"}), "status")
        << "two letters in each other's place";
    EXPECT_EQ(nearest("alpha22", names), "alpha");
    EXPECT_EQ(nearest("betas2", names), "betas");
    EXPECT_EQ(nearest("xyma", names), std::nullopt);
    EXPECT_EQ(nearest("alpha333", names), std::nullopt);
}

TEST(Nearest, IsTheOnlyNameThatIsCutOff)
{
    EXPECT_EQ(nearest("stat", {"start", "status", "stop"}), "status");
    EXPECT_EQ(nearest("ini", {"initialize", "install"}), "initialize");
    EXPECT_EQ(nearest("sta", {"start", "status"}), "start") << "of two that are cut off, the nearest";
    EXPECT_EQ(nearest("in", {"initialize"}), std::nullopt);
}

TEST(Nearest, IsNoneWhereEveryLetterWouldChange)
{
    EXPECT_EQ(nearest("1", {"2", "10"}), std::nullopt);
    EXPECT_EQ(nearest("12", {"34"}), std::nullopt);
    EXPECT_EQ(nearest("", {"a"}), std::nullopt);
    EXPECT_EQ(nearest("a", {}), std::nullopt);
    EXPECT_EQ(nearest(std::string(65, 'a'), {std::string(64, 'a') + "b"}), std::nullopt)
        << "nobody types so much";
}

TEST(Suggestion, IsTheNearestOrNothing)
{
    EXPECT_EQ(did_you_mean("strat", {"stop", "start"}), "; did you mean start?");
    EXPECT_EQ(did_you_mean("install", {"stop", "start"}), "");
}
} // namespace
} // namespace left4me
