#include "fixture/name_table.hpp"
#include "fixture/refusal.hpp"
#include "spec/name.hpp"

namespace left4me
{
namespace
{
using test::refusal_of;
using test::Refuses;

TEST(InstanceName, FollowsTheTableThatTheHelpersFollow)
{
    for (const test::NameCase& example : test::read_name_table("instance_names.txt"))
    {
        EXPECT_EQ(is_instance_name(example.text), example.accepted) << example.line;
    }
}

TEST(InstanceName, IsAUsageErrorThatDoesNotRepeatWhatWasRefused)
{
    const auto refusal = refusal_of([] { require_instance_name("Zebra\x1b[31m"); });
    EXPECT_THAT(refusal, Refuses(Exit::Usage, "1 to 64"));
    EXPECT_EQ(refusal.sentence.find("Zebra"), std::string::npos);
    EXPECT_EQ(refusal_of([] { require_instance_name("zebra"); }).exit, Exit::Ok);
}

TEST(InstanceName, IsGuessedWhereOnlyItsLettersAreLarge)
{
    EXPECT_THAT(refusal_of([] { require_instance_name("Zebra-2"); }),
                Refuses(Exit::Usage, "did you mean zebra-2?"));
    for (const std::string name : {"-Zebra", "Zebra.2", ""})
    {
        EXPECT_EQ(refusal_of([&] { require_instance_name(name); }).sentence.find("mean"), std::string::npos);
    }
}

TEST(OverlayRef, FollowsTheTableThatTheHelpersFollow)
{
    for (const test::NameCase& example : test::read_name_table("overlay_refs.txt"))
    {
        EXPECT_EQ(is_overlay_ref(example.text), example.accepted) << example.line;
    }
}

TEST(Alias, HasOneToSixtyFourOfItsCharactersInAnyPlace)
{
    for (const std::string& alias : {std::string("a"), std::string("-"), std::string("_7"),
                                     std::string("overlay_7"), std::string(64, 'x')})
    {
        EXPECT_TRUE(is_alias(alias)) << alias;
    }
}

TEST(Alias, IsNothingElse)
{
    for (const std::string& text : {std::string(), std::string(65, 'x'), std::string("A"), std::string("a.b"),
                                    std::string("a/b"), std::string("a b"), std::string("a\n"),
                                    std::string("a;quit"), std::string("\xC3\xA9"), std::string("a\0b", 3)})
    {
        EXPECT_FALSE(is_alias(text)) << text;
    }
}
} // namespace
} // namespace left4me
