#include "steam/key_values.hpp"

#include <array>

#include <gtest/gtest.h>

namespace left4me
{
namespace
{
constexpr char kManifest[] =
    "\"AppState\"\n{\n\t\"appid\"\t\t\"222860\"\n\t\"name\"\t\t\"say \\\"4\\\" \\\\\"\n"
    "\t\"InstalledDepots\"\n\t{\n\t\t\"222863\"\n\t\t{\n\t\t\t\"size\"\t\t\"7\"\n\t\t}\n\t}\n"
    "\t\"empty\"\t\t\"\"\n}\n";

TEST(KeyValues, AreATreeOfTexts)
{
    const auto tree = parse_key_values(kManifest);
    ASSERT_TRUE(tree);
    EXPECT_EQ(find_text(*tree, {"AppState", "appid"}), "222860");
    EXPECT_EQ(find_text(*tree, {"AppState", "InstalledDepots", "222863", "size"}), "7");
    EXPECT_EQ(find_text(*tree, {"AppState", "name"}), "say \"4\" \\");
    EXPECT_EQ(find_text(*tree, {"AppState", "empty"}), "");
}

TEST(KeyValues, HaveKeysWithoutCase)
{
    const auto tree = parse_key_values(R"("a" "1" "A" "2")");
    ASSERT_TRUE(tree);
    EXPECT_EQ(find_text(*tree, {"A"}), "1");
}

TEST(KeyValues, HaveNoTextWhereThereAreChildrenOrNothing)
{
    const auto tree = parse_key_values(kManifest);
    ASSERT_TRUE(tree);
    EXPECT_EQ(find_text(*tree, {"AppState"}), std::nullopt);
    EXPECT_EQ(find_text(*tree, {"AppState", "appid", "deeper"}), std::nullopt);
    EXPECT_EQ(find_text(*tree, {"AppStat"}), std::nullopt);
    EXPECT_EQ(find_text(*tree, {"AppStatee"}), std::nullopt);
}

TEST(KeyValues, AreNothingWhenTheFormIsAnother)
{
    constexpr std::array<const char*, 10> kBroken = {"\"a\"", "\"a\" \"b", "\"a\" {", "\"a\" { \"b\" }",
                                                     "}",     "\"a\" }",   "a b",     "\"a\" \"b\" }",
                                                     "\"a\\", "\"a\" {}}"};
    for (const char* const text : kBroken)
    {
        EXPECT_FALSE(parse_key_values(text)) << text;
    }
    EXPECT_TRUE(parse_key_values(""));
}

TEST(KeyValues, MayNotNestWithoutEnd)
{
    const auto nested = [](int depth)
    {
        std::string text;
        for (int level = 0; level < depth; ++level)
        {
            text += "\"a\" {";
        }
        return text + std::string(static_cast<std::size_t>(depth), '}');
    };
    EXPECT_TRUE(parse_key_values(nested(32)));
    EXPECT_FALSE(parse_key_values(nested(33)));
    EXPECT_FALSE(parse_key_values(nested(100'000)));
}
} // namespace
} // namespace left4me
