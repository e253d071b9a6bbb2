#include "common/rule.hpp"
#include "helpers/said.hpp"

namespace left4me
{
namespace
{
using test::given;
using testing::ElementsAre;
using testing::Optional;

constexpr Rule kRules[] = {
    {{"one", kInstance}, {"do", "--", kUnit}},
    {{"many", kInstances}, {"do", "--", kUnits}},
    {{"lines", kInstance, kCount}, {kOfUnit, kAboutUnit, kLinesOption}},
    {{"bare"}, {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"}},
};

constexpr Rule kBareUnit[] = {{{"x", kInstance}, {"start", kUnit}}};
constexpr Rule kBareUnits[] = {{{"x", kInstances}, {"start", kUnits, "--"}}};
constexpr Rule kCallersName[] = {{{"x", kInstance}, {"--", kInstance}}};
constexpr Rule kCallersCount[] = {{{"x", kCount}, {"--", kCount}}};
constexpr Rule kOneOfTwo[] = {{{"x", kInstance}, {"--", kUnit}}, {{"y", kInstance}, {kUnit}}};

static_assert(no_caller_word_can_be_an_option(kRules));
static_assert(!no_caller_word_can_be_an_option(kBareUnit));
static_assert(!no_caller_word_can_be_an_option(kBareUnits));
static_assert(!no_caller_word_can_be_an_option(kCallersName));
static_assert(!no_caller_word_can_be_an_option(kCallersCount));
static_assert(!no_caller_word_can_be_an_option(kOneOfTwo));

TEST(Rule, PutsANameOnlyIntoAUnit)
{
    EXPECT_THAT(given(kRules, {"one", "alpha"}),
                Optional(ElementsAre("do", "--", "left4me-server@alpha.service")));
    EXPECT_THAT(given(kRules, {"lines", "alpha", "7"}),
                Optional(ElementsAre("_SYSTEMD_UNIT=left4me-server@alpha.service",
                                     "UNIT=left4me-server@alpha.service", "--lines=7")));
}

TEST(Rule, MayFillItsColumnToTheLast)
{
    EXPECT_THAT(given(kRules, {"bare"}),
                Optional(ElementsAre("a", "b", "c", "d", "e", "f", "g", "h", "i", "j")));
}

TEST(Rule, TakesFrom1To256NamesEachOfThemLegal)
{
    std::vector<std::string> call = {"many"};
    EXPECT_EQ(given(kRules, call), std::nullopt);
    while (call.size() <= 256)
    {
        call.push_back("a" + std::to_string(call.size()));
    }
    EXPECT_EQ(given(kRules, call)->size(), 258U);
    EXPECT_EQ(given(kRules, call)->back(), "left4me-server@a256.service");
    std::vector<std::string> broken = call;
    broken[200] = "--all";
    EXPECT_EQ(given(kRules, broken), std::nullopt);
    call.push_back("one-more");
    EXPECT_EQ(given(kRules, call), std::nullopt);
}

TEST(Rule, CountsFrom0To100000WithoutALeadingZero)
{
    for (const std::string count : {"0", "1", "200", "99999", "100000"})
    {
        EXPECT_NE(given(kRules, {"lines", "a", count}), std::nullopt) << count;
    }
    for (const std::string count : {"", "00", "01", "-1", "+1", "1 ", " 1", "100001", "999999", "1000000",
                                    "18446744073709551617", "0x10", "1e3", "all", "1\n", "\xD9\xA1"})
    {
        EXPECT_EQ(given(kRules, {"lines", "a", count}), std::nullopt) << count;
    }
}

TEST(Rule, HasSlotsThatNoCallerCanSay)
{
    EXPECT_EQ(given(kRules, {"one", kInstance}), std::nullopt);
    EXPECT_EQ(given(kRules, {"lines", "a", kCount}), std::nullopt);
    EXPECT_EQ(given(kRules, {"many", kInstances}), std::nullopt);
}
} // namespace
} // namespace left4me
