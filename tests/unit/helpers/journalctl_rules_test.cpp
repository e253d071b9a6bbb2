#include "fixture/name_table.hpp"
#include "helpers/said.hpp"
#include "journalctl/rules.hpp"

namespace left4me
{
namespace
{
using test::given;
using testing::ElementsAre;
using testing::Optional;

#define OF_ALPHA                                                                                             \
    "_SYSTEMD_UNIT=left4me-server@alpha.service", "+", "_PID=1", "UNIT=left4me-server@alpha.service"

TEST(JournalctlRules, ReadOneUnitInEachOfTheForms)
{
    EXPECT_THAT(
        given(kJournalctlRules, {"alpha", "--lines", "200", "--no-follow"}),
        Optional(ElementsAre("--quiet", "--no-pager", "--all", "--lines=200", OF_ALPHA, "--output=cat")));
    EXPECT_THAT(given(kJournalctlRules, {"alpha", "--lines", "0", "--follow"}),
                Optional(ElementsAre("--quiet", "--no-pager", "--all", "--lines=0", OF_ALPHA, "--follow",
                                     "--output=cat")));
    for (const std::string output : {"cat", "json", "short-iso-precise"})
    {
        EXPECT_THAT(given(kJournalctlRules, {"alpha", "--lines", "9", "--no-follow", "--output", output}),
                    Optional(ElementsAre("--quiet", "--no-pager", "--all", "--lines=9", OF_ALPHA,
                                         "--output=" + output)));
        EXPECT_THAT(given(kJournalctlRules, {"alpha", "--lines", "9", "--follow", "--output", output}),
                    Optional(ElementsAre("--quiet", "--no-pager", "--all", "--lines=9", OF_ALPHA, "--follow",
                                         "--output=" + output)));
    }
    EXPECT_TRUE(test::every_slot_is_filled(kJournalctlRules));
}

TEST(JournalctlRules, RefuseWhatDiffersInOneThing)
{
    test::expect_variations_refused(
        kJournalctlRules, {{"alpha", "--lines", "200", "--no-follow"},
                           {"alpha", "--lines", "200", "--follow"},
                           {"alpha", "--lines", "200", "--no-follow", "--output", "cat"},
                           {"alpha", "--lines", "200", "--follow", "--output", "json"},
                           {"alpha", "--lines", "200", "--follow", "--output", "short-iso-precise"}});
}

TEST(JournalctlRules, RefuseEveryOtherOrderOptionAndFormat)
{
    const std::vector<std::vector<std::string>> calls = {
        {"alpha"},
        {"alpha", "--lines", "200"},
        {"alpha", "--no-follow"},
        {"--lines", "200", "--no-follow", "alpha"},
        {"alpha", "--no-follow", "--lines", "200"},
        {"alpha", "-n", "200", "--no-follow"},
        {"alpha", "--lines=200", "--no-follow"},
        {"alpha", "--lines", "200", "-f"},
        {"alpha", "--lines", "200", "--foll"},
        {"alpha", "--lines", "200", "--follow", "--no-follow"},
        {"alpha", "beta", "--lines", "200", "--no-follow"},
        {"alpha", "--lines", "200", "--no-follow", "--output"},
        {"alpha", "--lines", "200", "--no-follow", "--output=cat"},
        {"alpha", "--lines", "200", "--no-follow", "-o", "cat"},
        {"alpha", "--lines", "200", "--no-follow", "--output", "export"},
        {"alpha", "--lines", "200", "--no-follow", "--output", "verbose"},
        {"alpha", "--lines", "200", "--no-follow", "--cursor-file", "/etc/x"},
        {"alpha", "--lines", "200", "--no-follow", "--vacuum-size=1"},
        {"alpha", "--lines", "200", "--no-follow", "-D", "/tmp"},
        {"alpha", "--lines", "200", "--no-follow", "_UID=0"},
    };
    for (const auto& call : calls)
    {
        EXPECT_EQ(given(kJournalctlRules, call), std::nullopt) << testing::PrintToString(call);
    }
}

TEST(JournalctlRules, TakeExactlyTheNamesOfTheTable)
{
    for (const test::NameCase& example : test::read_name_table("instance_names.txt"))
    {
        EXPECT_EQ(given(kJournalctlRules, {example.text, "--lines", "1", "--no-follow"}).has_value(),
                  example.accepted)
            << example.line;
    }
}
} // namespace
} // namespace left4me
