#include "cli/command_line.hpp"
#include "left4me/error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace left4me
{
namespace
{
using testing::HasSubstr;
using testing::Not;
using Words = std::vector<std::string>;

/// What parsing these words is refused with; empty when it is not.
std::string refusal_of(const Words& words)
{
    try
    {
        static_cast<void>(parse_command_line(words));
    }
    catch (const UserError& error)
    {
        EXPECT_EQ(error.exit(), Exit::Usage);
        return error.what();
    }
    return {};
}

struct Refused
{
    Words words;
    std::string because; ///< part of the sentence
};

class RefusedWords : public testing::TestWithParam<Refused>
{
};

TEST_P(RefusedWords, AreUsageWithAReason)
{
    EXPECT_THAT(refusal_of(GetParam().words), HasSubstr(GetParam().because));
}

INSTANTIATE_TEST_SUITE_P(
    OfCommands, RefusedWords,
    testing::Values(Refused{{}, "command is missing"}, Refused{{"--verbose"}, "command is missing"},
                    Refused{{"nosuch"}, "no command \"nosuch\""}, Refused{{"START"}, "no command"},
                    Refused{{""}, "no command"}, Refused{{"-"}, "no name belongs here"},
                    Refused{{"--root"}, "--root"}, Refused{{"top", "--interval=0"}, "--interval"},
                    Refused{{"top", "alpha"}, "no name belongs here"},
                    Refused{{"send", "alpha"}, "a command for the server's console is missing"},
                    Refused{{"send", "alpha", "--", " "}, "console is missing"},
                    Refused{{"send", "A", "x"}, "name"},
                    Refused{{"start", "alpha", "--wait", "5"}, "--wait 5 is written --wait=5"},
                    Refused{{"create", "a"}, "did you mean initialize?"},
                    Refused{{"start", "--wiat", "a"}, "did you mean --wait? usage:"},
                    Refused{{"help", "nosuch"}, "no command \"nosuch\""},
                    Refused{{"help", "start", "stop"}, "one command"},
                    Refused{{"--json", "status"}, "no option \"--json\""},
                    Refused{{"--root", "/a", "--root=/b", "list"}, "--root is given twice"}));

INSTANTIATE_TEST_SUITE_P(
    OfNames, RefusedWords,
    testing::Values(
        Refused{{"start"}, "name is missing"}, Refused{{"initialize", "-f", "x"}, "name is missing"},
        Refused{{"initialize", "a", "b", "-f", "x"}, "only one name"},
        Refused{{"initialize", "a", "b.yaml"}, "only one name belongs here, and the file is named with -f"},
        Refused{{"install", "--bootstrap", "x.tgz"}, "--bootstrap x.tgz is written --bootstrap=x.tgz"},
        Refused{{"start", "Alpha"}, "did you mean alpha?"}, Refused{{"logs", "a", "a"}, "only one name"},
        Refused{{"run", "a", "b"}, "only one name"}, Refused{{"list", "a"}, "no name"},
        Refused{{"list", "--names", "--json"}, "--names and --json exclude each other"},
        Refused{{"list", "--json", "--overlays"}, "--overlays and --json exclude each other"},
        Refused{{"generations", "--names", "--json"}, "exclude"},
        Refused{{"doctor", "--open", "a", "--json"}, "--json and --open exclude each other"},
        Refused{{"doctor", "--yes"}, "--yes needs --open OVERLAY"},
        Refused{{"start", "a", "B"}, "instance name"}, Refused{{"start", ""}, "instance name"},
        Refused{{"start", "a\n"}, "instance name"}, Refused{{"start", "--", "-a"}, "instance name"},
        Refused{{"status", "../a"}, "instance name"}, Refused{{"logs", "a/b"}, "instance name"},
        Refused{{"run", "a@b"}, "instance name"}, Refused{{"start", "--NAME=a"}, "no option"}));

INSTANTIATE_TEST_SUITE_P(
    OfOptions, RefusedWords,
    testing::Values(
        Refused{{"start", "a", "--no-en"}, "no option \"--no-en\""},
        Refused{{"start", "a", "--verbose"}, "no option"}, Refused{{"stop", "a", "--no-enable"}, "no option"},
        Refused{{"stop", "a", "-no-disable"}, "no option"},
        Refused{{"status", "--json=yes"}, "--json takes no value"}, Refused{{"status", "--json="}, "--json"},
        Refused{{"logs", "a", "--lines"}, "--lines needs a value. usage:"},
        Refused{{"initialize", "a", "-f"}, "the option -f needs a value"},
        Refused{{"status", "--JSON"}, "no option"},
        Refused{{"delete", "a", "--yes", "--yes"}, "--yes is given twice"},
        Refused{{"initialize", "a"}, "-f SPEC"}, Refused{{"initialize", "a", "-f", ""}, "-f SPEC"},
        Refused{{"initialize", "a", "--f", "x"}, "no option"},
        Refused{{"initialize", "a", "-f", "x", "-f", "y"}, "-f is given twice"},
        Refused{{"logs", "a", "-n", "1", "--lines=1"}, "--lines is given twice"},
        Refused{{"logs", "a", "-fn", "5"}, "--follow"}, Refused{{"logs", "a", "-o"}, "--output"},
        Refused{{"logs", "a", "-f", "--no-follow"}, "exclude each other"},
        Refused{{"start", "-a"}, "no option \"-a\""}, Refused{{"start", "--now"}, "no option"}));

INSTANTIATE_TEST_SUITE_P(OfValues, RefusedWords,
                         testing::Values(Refused{{"start", "a", "--wait="}, "--wait"},
                                         Refused{{"start", "a", "--wait=0"}, "1 to 86400"},
                                         Refused{{"start", "a", "--wait=0x5"}, "\"0x5\""},
                                         Refused{{"start", "a", "--wait=-1"}, "1 to 86400"},
                                         Refused{{"start", "a", "--wait=86401"}, "1 to 86400"},
                                         Refused{{"start", "a", "--wait=soon"}, "\"soon\""},
                                         Refused{{"logs", "a", "-n", "-1"}, "0 to 100000"},
                                         Refused{{"logs", "a", "-n", "100001"}, "0 to 100000"},
                                         Refused{{"logs", "a", "-n", "1e3"}, "0 to 100000"},
                                         Refused{{"logs", "a", "-n", ""}, "0 to 100000"},
                                         Refused{{"logs", "a", "-o", "verbose"}, "short-iso-precise"},
                                         Refused{{"logs", "a", "-o", ""}, "short-iso-precise"}));

TEST(RefusedWord, GetsTheNearestCommandAsAHint)
{
    EXPECT_THAT(refusal_of({"strat"}), HasSubstr("did you mean start?"));
    EXPECT_THAT(refusal_of({"lgos"}), HasSubstr("did you mean logs?"));
    EXPECT_THAT(refusal_of({"nosuch"}), Not(HasSubstr("did you mean")));
}

TEST(RefusedWord, IsNeverShownRawNorWhole)
{
    const std::string evil = "--x\x1b[31m\n" + std::string(5000, 'y');
    for (const Words& words : {Words{evil}, Words{"start", evil}, Words{evil.substr(2)},
                               Words{"logs", "a", "-o", evil}, Words{"start", evil.substr(2)}})
    {
        const std::string sentence = refusal_of(words);
        EXPECT_THAT(sentence, Not(testing::IsEmpty()));
        EXPECT_THAT(sentence, Not(HasSubstr("\x1b")));
        EXPECT_THAT(sentence, Not(HasSubstr("\n")));
        EXPECT_LT(sentence.size(), 300U);
    }
}
} // namespace
} // namespace left4me
