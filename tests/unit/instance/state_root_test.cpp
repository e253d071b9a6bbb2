#include "fixture/refusal.hpp"
#include "fixture/temporary_root.hpp"
#include "instance/state_root.hpp"

namespace left4me
{
namespace
{
using test::refusal_of;
using test::Refuses;

class StateRootChoice : public testing::Test
{
protected:
    void TearDown() override { ::unsetenv("LEFT4ME_ROOT"); }
};

TEST_F(StateRootChoice, TakesTheOptionBeforeTheEnvironment)
{
    ::setenv("LEFT4ME_ROOT", "/srv/other", 1);
    EXPECT_EQ(resolve_state_root("/srv/l4d").path(), "/srv/l4d");
    EXPECT_EQ(resolve_state_root(std::nullopt).path(), "/srv/other");
}

TEST_F(StateRootChoice, LeavesOutSlashesAtTheEnd)
{
    EXPECT_EQ(resolve_state_root("/srv/l4d///").path(), "/srv/l4d");
    EXPECT_EQ(resolve_state_root("/").path(), "/");
}

TEST_F(StateRootChoice, RefusesARelativeOptionAsUsage)
{
    for (const char* const root : {"", "srv", "./srv", "~"})
    {
        EXPECT_THAT(refusal_of([&] { static_cast<void>(resolve_state_root(root)); }),
                    Refuses(Exit::Usage, "--root must be an absolute path"));
    }
}

TEST_F(StateRootChoice, RefusesARelativeEnvironmentAsConfiguration)
{
    for (const char* const root : {"", "srv", "\x1b[31m"})
    {
        ::setenv("LEFT4ME_ROOT", root, 1);
        EXPECT_THAT(refusal_of([&] { static_cast<void>(resolve_state_root(std::nullopt)); }),
                    Refuses(Exit::Config, "LEFT4ME_ROOT must be an absolute path"));
    }
}

TEST_F(StateRootChoice, OfAnotherRootThanTheHelpersIsRefusedNamingBoth)
{
    const test::TemporaryRoot temporary;
    EXPECT_THAT(refusal_of([&] { require_helpers_root(temporary.root()); }),
                Refuses(Exit::Config, temporary.at("").parent_path().string()));
}
} // namespace
} // namespace left4me
