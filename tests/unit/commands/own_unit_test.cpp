#include "commands/own_unit.hpp"

#include <gtest/gtest.h>

namespace left4me
{
namespace
{
constexpr char kUnit[] = "left4me-server@alpha.service";

TEST(OwnUnit, IsFoundInTheUnifiedHierarchy)
{
    EXPECT_TRUE(is_cgroup_of("0::/l4d2.slice/l4d2-game.slice/left4me-server@alpha.service\n", kUnit));
    EXPECT_TRUE(is_cgroup_of("0::/left4me-server@alpha.service", kUnit));
}

TEST(OwnUnit, IsFoundInSystemdsHierarchyOfVersion1)
{
    EXPECT_TRUE(
        is_cgroup_of("12:pids:/l4d2.slice\n"
                     "1:name=systemd:/payload/l4d2.slice/l4d2-game.slice/left4me-server@alpha.service\n"
                     "0::/\n",
                     kUnit));
}

TEST(OwnUnit, IsNoOtherCgroup)
{
    for (const char* const text :
         {"", "\n", "0::/", "0::/left4me-server@beta.service\n", "0::/left4me-server@alpha.service/child\n",
          "0::/xleft4me-server@alpha.service\n", "0::/left4me-server@alpha.service.d\n",
          "0::/left4me-server@alpha.servic\n", "4:memory:/left4me-server@alpha.service\n",
          "0::left4me-server@alpha.service\n", "0::/user.slice/user-980.slice/session-3.scope\n"})
    {
        EXPECT_FALSE(is_cgroup_of(text, kUnit)) << text;
    }
}

TEST(OwnUnit, IsNoUnitOfAUsersServiceManager)
{
    EXPECT_FALSE(is_cgroup_of("0::/user.slice/user-980.slice/user@980.service/app.slice/"
                              "left4me-server@alpha.service\n",
                              kUnit));
}

TEST(OwnUnit, IsNotWhereThisTestRuns)
{
    ::setenv("INVOCATION_ID", "0123456789abcdef0123456789abcdef", 1);
    EXPECT_FALSE(in_own_unit("alpha"));
}
} // namespace
} // namespace left4me
