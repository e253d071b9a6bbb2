#include "fixture/name_table.hpp"
#include "helpers/said.hpp"
#include "systemctl/rules.hpp"

namespace left4me
{
namespace
{
using test::given;
using testing::ElementsAre;
using testing::Optional;

constexpr char kAlpha[] = "left4me-server@alpha.service";

TEST(SystemctlRules, AreTheseSixAndNoOthers)
{
    EXPECT_THAT(given(kSystemctlRules, {"enable", "alpha"}),
                Optional(ElementsAre("enable", "--now", "--no-ask-password", "--", kAlpha)));
    EXPECT_THAT(given(kSystemctlRules, {"disable", "alpha"}),
                Optional(ElementsAre("disable", "--now", "--no-ask-password", "--", kAlpha)));
    for (const std::string verb : {"start", "stop", "reset-failed"})
    {
        EXPECT_THAT(given(kSystemctlRules, {verb, "alpha"}),
                    Optional(ElementsAre(verb, "--no-ask-password", "--", kAlpha)));
    }
    EXPECT_THAT(given(kSystemctlRules, {"show", "alpha", "2"}),
                Optional(ElementsAre("show", "--no-pager", "--timestamp=unix", kShownProperties, "--", kAlpha,
                                     "left4me-server@2.service")));
    EXPECT_EQ(std::size(kSystemctlRules), 6U);
    EXPECT_TRUE(test::every_slot_is_filled(kSystemctlRules));
}

TEST(SystemctlRules, NeverSayQuiet)
{
    for (const Rule& rule : kSystemctlRules)
    {
        const auto words = rule.given.words();
        EXPECT_EQ(std::count(words.begin(), words.end(), std::string_view("--quiet")), 0) << words.front();
    }
}

TEST(SystemctlRules, RefuseWhatDiffersInOneThing)
{
    test::expect_variations_refused(kSystemctlRules, {{"enable", "alpha"},
                                                      {"disable", "alpha"},
                                                      {"start", "alpha"},
                                                      {"stop", "alpha"},
                                                      {"reset-failed", "alpha"},
                                                      {"show", "alpha"},
                                                      {"show", "alpha", "2"}});
}

TEST(SystemctlRules, RefuseSecondNamesAndEveryOtherVerb)
{
    for (const std::string verb : {"enable", "disable", "start", "stop", "reset-failed"})
    {
        EXPECT_EQ(given(kSystemctlRules, {verb, "alpha", "beta"}), std::nullopt) << verb;
        EXPECT_EQ(given(kSystemctlRules, {verb}), std::nullopt) << verb;
    }
    for (const std::string verb :
         {"restart", "reload", "kill", "mask", "edit", "cat", "status", "set-property", "daemon-reload",
          "link", "isolate", "poweroff", "ena", "enable-now", "SHOW"})
    {
        EXPECT_EQ(given(kSystemctlRules, {verb, "alpha"}), std::nullopt) << verb;
    }
}

TEST(SystemctlRules, TakeExactlyTheNamesOfTheTable)
{
    for (const test::NameCase& example : test::read_name_table("instance_names.txt"))
    {
        for (const std::string verb : {"enable", "disable", "start", "stop", "reset-failed", "show"})
        {
            EXPECT_EQ(given(kSystemctlRules, {verb, example.text}).has_value(), example.accepted)
                << verb << ' ' << example.line;
        }
    }
}
} // namespace
} // namespace left4me
