#include "spec/spec.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace left4me
{
namespace
{
using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kWhole[] = R"(port: 27015                      # a comment
overlays:
  - tickrate
  - path: competitive/base
    alias: overlay_7
    exec: true
    x-why: because
arguments: ["-tickrate 60", "+map	c1m1_hotel"]
config:
  - hostname "left4me alpha"
  - rcon_password "secret"
x-note: [anything, {at: all}]
)";

TEST(Spec, HasEverythingThatTheContractNames)
{
    const Spec spec = parse_spec(kWhole, "alpha.yaml");
    EXPECT_EQ(spec.file, "alpha.yaml");
    EXPECT_EQ(spec.port, 27015);
    EXPECT_EQ(spec.port_mark.line, 1);
    EXPECT_EQ(spec.port_mark.column, 7);
    ASSERT_EQ(spec.overlays.size(), 2U);
    EXPECT_EQ(spec.overlays[0].ref, "tickrate");
    EXPECT_EQ(spec.overlays[0].alias, std::nullopt);
    EXPECT_FALSE(spec.overlays[0].exec);
    EXPECT_EQ(spec.overlays[1].ref, "competitive/base");
    EXPECT_EQ(spec.overlays[1].alias, "overlay_7");
    EXPECT_TRUE(spec.overlays[1].exec);
    EXPECT_EQ(spec.overlays[1].mark.line, 4);
    EXPECT_EQ(spec.overlays[1].mark.column, 11);
    EXPECT_THAT(spec.arguments, ElementsAre("-tickrate", "60", "+map", "c1m1_hotel"));
    EXPECT_THAT(spec.config, ElementsAre("hostname \"left4me alpha\"", "rcon_password \"secret\""));
}

TEST(Spec, NeedsNoMoreThanAPort)
{
    const Spec spec = parse_spec("port: 1024", "s.yaml");
    EXPECT_EQ(spec.port, 1024);
    EXPECT_THAT(spec.overlays, IsEmpty());
    EXPECT_THAT(spec.arguments, IsEmpty());
    EXPECT_THAT(spec.config, IsEmpty());
}

TEST(Spec, ReadsEmptyListsAsTheWebApplicationWritesThem)
{
    const Spec spec = parse_spec("arguments: []\nconfig: []\noverlays: []\nport: 27015\n", "s.yaml");
    EXPECT_EQ(spec.port, 27015);
    EXPECT_THAT(spec.overlays, IsEmpty());
}

TEST(Spec, TakesNumbersAndWordsOfYamlForTextWhereTextIsMeant)
{
    const Spec spec =
        parse_spec("port: 27015\noverlays: [7, true]\narguments: [-tickrate, 60]\nconfig: [1.5]\n", "s");
    EXPECT_EQ(spec.overlays[0].ref, "7");
    EXPECT_EQ(spec.overlays[1].ref, "true");
    EXPECT_THAT(spec.arguments, ElementsAre("-tickrate", "60"));
    EXPECT_THAT(spec.config, ElementsAre("1.5"));
}

TEST(Spec, KeepsColonsCommasAndSpacesOfARef)
{
    const Spec spec = parse_spec("port: 27015\noverlays: [\"a,bind: x\", 'admin system']\n", "s.yaml");
    EXPECT_EQ(spec.overlays[0].ref, "a,bind: x");
    EXPECT_EQ(spec.overlays[1].ref, "admin system");
}

TEST(Spec, AllowsAnAliasWithoutExecAndExecFalseWithoutAnAlias)
{
    const Spec spec =
        parse_spec("port: 27015\noverlays: [{path: a, alias: x}, {exec: false, path: b}]", "s.yaml");
    EXPECT_EQ(spec.overlays[0].alias, "x");
    EXPECT_FALSE(spec.overlays[0].exec);
    EXPECT_FALSE(spec.overlays[1].exec);
}

TEST(Spec, HasUpTo499Overlays)
{
    std::string text = "port: 27015\noverlays:\n";
    for (int overlay = 1; overlay <= 499; ++overlay)
    {
        text += "- o" + std::to_string(overlay) + "\n";
    }
    EXPECT_EQ(parse_spec(text, "s.yaml").overlays.size(), 499U);
    EXPECT_THROW(static_cast<void>(parse_spec(text + "- o500\n", "s.yaml")), UserError);
}

TEST(Spec, DropsArgumentsThatHoldNoWord)
{
    EXPECT_THAT(parse_spec("port: 27015\narguments: ['', \" \\t \"]", "s.yaml").arguments, IsEmpty());
}

TEST(Spec, KeepsAnEmptyLineOfConfig)
{
    EXPECT_THAT(parse_spec("port: 27015\nconfig: ['', a]", "s.yaml").config, ElementsAre("", "a"));
}
} // namespace
} // namespace left4me
