#include "commands/becoming_up.hpp"

#include <gtest/gtest.h>

namespace left4me
{
namespace
{
struct Seen
{
    const char* active_state;
    const char* sub_state;
    unsigned restarts;
    Progress progress;
};

TEST(Progress, CountsASecondTryOfSystemdAsAFailedStart)
{
    constexpr Seen kTable[] = {
        {"activating", "start-pre", 0, Progress::Pending},
        {"activating", "start", 0, Progress::Pending},
        {"active", "running", 0, Progress::Active},
        {"deactivating", "stop-post", 0, Progress::Pending},
        {"activating", "auto-restart", 0, Progress::Failed},
        {"activating", "auto-restart-queued", 1, Progress::Failed},
        {"activating", "start-pre", 1, Progress::Failed},
        {"active", "running", 1, Progress::Failed},
        {"inactive", "dead", 0, Progress::Failed},
        {"failed", "failed", 0, Progress::Failed},
    };
    for (const Seen& seen : kTable)
    {
        UnitState unit;
        unit.active_state = seen.active_state;
        unit.sub_state = seen.sub_state;
        unit.restarts = seen.restarts;
        EXPECT_EQ(progress_of(unit, 0), seen.progress) << seen.active_state << ' ' << seen.sub_state;
    }
}

TEST(Progress, DoesNotMindRestartsFromBeforeWeLooked)
{
    UnitState unit;
    unit.active_state = "active";
    unit.restarts = 3;
    EXPECT_EQ(progress_of(unit, 3), Progress::Active);
    EXPECT_EQ(progress_of(unit, 2), Progress::Failed);
}

TEST(Progress, IsFailedWhereSystemdSaysNothing)
{
    EXPECT_EQ(progress_of(UnitState(), 0), Progress::Failed);
}
} // namespace
} // namespace left4me
