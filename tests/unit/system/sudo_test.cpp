#include "left4me/error.hpp"
#include "paths.hpp"
#include "system/sudo.hpp"
#include "system/systemctl.hpp"

#include <gmock/gmock.h>

namespace left4me
{
namespace
{
using testing::ElementsAre;
using testing::HasSubstr;

TEST(HelperCall, GoesThroughSudoWithoutAPassword)
{
    EXPECT_THAT(helper_call("/bin/true", {"enable", "alpha"}, 980),
                ElementsAre(paths::kSudo, "-n", "/bin/true", "enable", "alpha"));
}

TEST(HelperCall, NeedsNoSudoAsRoot)
{
    EXPECT_THAT(helper_call("/bin/true", {"enable", "alpha"}, 0),
                ElementsAre("/bin/true", "enable", "alpha"));
}

TEST(HelperCall, NamesAMissingHelperBeforeSudoIsAsked)
{
    try
    {
        static_cast<void>(helper_call("/nonexistent/left4me-systemctl", {"enable", "alpha"}, 980));
        FAIL() << "no failure";
    }
    catch (const UserError& error)
    {
        EXPECT_EQ(error.exit(), Exit::Unavailable);
        EXPECT_THAT(error.what(), HasSubstr("cannot execute /nonexistent/left4me-systemctl: No such file"));
    }
}

TEST(UnitName, IsTheInstanceOfTheTemplate)
{
    EXPECT_EQ(unit_of("alpha-1"), "left4me-server@alpha-1.service");
}
} // namespace
} // namespace left4me
