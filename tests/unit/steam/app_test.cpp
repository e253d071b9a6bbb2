#include "steam/app.hpp"

#include <gtest/gtest.h>

namespace left4me
{
namespace
{
constexpr char kOutput[] = R"(Loading Steam API...OK
AppID : 222860, change number : 25714021/0, last change : Tue Nov 26 18:02:11 2024
"222860"
{
	"common"
	{
		"name"		"Left 4 Dead 2 Dedicated Server"
	}
	"depots"
	{
		"branches"
		{
			"public"
			{
				"buildid"		"16503022"
				"timeupdated"		"1732646531"
			}
			"beta"
			{
				"buildid"		"17"
			}
		}
	}
}
Unloading Steam API...OK
)";

TEST(OfferedBuild, IsTheBranchs)
{
    EXPECT_EQ(offered_build(kOutput, "public"), "16503022");
    EXPECT_EQ(offered_build(kOutput, "beta"), "17");
}

TEST(OfferedBuild, IsUnknownWhereSteamDoesNotSay)
{
    const std::string output = kOutput;
    EXPECT_EQ(offered_build(output, "nosuch"), std::nullopt);
    EXPECT_EQ(offered_build("", "public"), std::nullopt);
    EXPECT_EQ(offered_build("No app info for AppID 222860 found", "public"), std::nullopt);
    EXPECT_EQ(offered_build(output.substr(0, output.size() / 2), "public"), std::nullopt);
    EXPECT_EQ(offered_build(
                  "\n\"222860\" { \"depots\" { \"branches\" { \"public\" { \"buildid\" \"1\033\" } } } }\n}",
                  "public"),
              std::nullopt);
}
} // namespace
} // namespace left4me
