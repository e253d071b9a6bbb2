#include "fixture/name_table.hpp"
#include "overlay/layers.hpp"

#include <gtest/gtest.h>

namespace left4me
{
namespace
{
using Paths = std::vector<std::string>;

TEST(LayersFile, IsALineALayerTheInstallationLast)
{
    EXPECT_EQ(parse_layers("installation\n"), Paths{"installation"});
    EXPECT_EQ(parse_layers("installations/2026-11-25 a\n"), Paths{"installations/2026-11-25 a"});
    EXPECT_EQ(parse_layers("overlays/a b:c,d\\e\nworkshop_cache/1/2\nglobal_overlay_cache/x\ninstallation\n"),
              (Paths{"overlays/a b:c,d\\e", "workshop_cache/1/2", "global_overlay_cache/x", "installation"}));
}

TEST(LayersFile, IsRefusedInEveryOtherForm)
{
    using namespace std::string_literals;
    for (const std::string& text : {""s,
                                    "\n"s,
                                    "installation"s,
                                    "installation\n\n"s,
                                    "\ninstallation\n"s,
                                    "installation\r\n"s,
                                    "installation\0\n"s,
                                    "installation \n"s,
                                    "installation/\n"s,
                                    "installation/x\n"s,
                                    "/installation\n"s,
                                    "./installation\n"s,
                                    "installations\n"s,
                                    "installations/\n"s,
                                    "installations/..\n"s,
                                    "installations/a/b\n"s,
                                    "overlays/a\n"s,
                                    "installation\noverlays/a\n"s,
                                    "installation\ninstallation\n"s,
                                    "overlays\ninstallation\n"s,
                                    "overlays/\ninstallation\n"s,
                                    "overlays/../etc\ninstallation\n"s,
                                    "overlays/a/../../etc\ninstallation\n"s,
                                    "overlays//a\ninstallation\n"s,
                                    "overlays/a\xff\ninstallation\n"s,
                                    "workshop_cache\ninstallation\n"s,
                                    "runtime/beta/upper\ninstallation\n"s,
                                    "instances/beta\ninstallation\n"s,
                                    "steam/config\ninstallation\n"s,
                                    "/etc\ninstallation\n"s,
                                    "etc\ninstallation\n"s,
                                    "# comment\ninstallation\n"s,
                                    "\"overlays/a\"\ninstallation\n"s})
    {
        EXPECT_FALSE(parse_layers(text)) << testing::PrintToString(text);
    }
}

TEST(LayersFile, HasAtMost500Layers)
{
    std::string text;
    for (int i = 1; i < 500; ++i)
    {
        text += "overlays/" + std::to_string(i) + "\n";
    }
    ASSERT_TRUE(parse_layers(text + "installation\n"));
    EXPECT_EQ(parse_layers(text + "installation\n")->size(), kMostLayers);
    EXPECT_FALSE(parse_layers(text + "overlays/500\ninstallation\n"));
}

TEST(LayersFile, TakesTheRefsOfTheTable)
{
    for (const test::NameCase& example : test::read_name_table("overlay_refs.txt"))
    {
        if (example.text.find('\n') != std::string::npos)
        {
            continue; // more than one line, and so another file
        }
        EXPECT_EQ(parse_layers("overlays/" + example.text + "\ninstallation\n").has_value(), example.accepted)
            << example.line;
    }
}
} // namespace
} // namespace left4me
