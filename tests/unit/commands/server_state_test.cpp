#include "commands/server_state.hpp"

#include <string>

#include <gtest/gtest.h>
#include <sys/wait.h>

namespace left4me
{
namespace
{
UnitState unit_with(const std::optional<std::string>& active_state)
{
    UnitState unit;
    unit.active_state = active_state;
    return unit;
}

TEST(ServerState, IsAWordForEachOfSystemds)
{
    const std::pair<const char*, const char*> table[] = {
        {"active", "running"},      {"reloading", "running"},     {"refreshing", "running"},
        {"activating", "starting"}, {"deactivating", "stopping"}, {"inactive", "stopped"},
        {"failed", "failed"},       {"maintenance", "unknown"},   {"", "unknown"},
        {"active \n", "unknown"},
    };
    for (const auto& [systemds, ours] : table)
    {
        EXPECT_STREQ(word_of(state_of(unit_with(systemds))), ours) << systemds;
    }
    EXPECT_STREQ(word_of(state_of(unit_with(std::nullopt))), "unknown");
}

TEST(ServerState, IsStartingWhileSystemdWaitsBeforeTheNextTry)
{
    UnitState unit = unit_with("activating");
    EXPECT_FALSE(awaits_restart(unit));
    for (const char* const sub_state : {"auto-restart", "auto-restart-queued"})
    {
        unit.sub_state = sub_state;
        EXPECT_TRUE(awaits_restart(unit)) << sub_state;
        EXPECT_EQ(state_of(unit), ServerState::Starting) << sub_state;
        EXPECT_STREQ(state_text(unit), "restarting") << sub_state;
    }
    unit.sub_state = "start-pre";
    EXPECT_FALSE(awaits_restart(unit));
    EXPECT_STREQ(state_text(unit), "starting");
}

TEST(Enabled, IsOnlyWhatSurvivesABoot)
{
    UnitState unit;
    EXPECT_EQ(is_enabled(unit), std::nullopt);
    unit.unit_file_state = "enabled";
    EXPECT_EQ(is_enabled(unit), true);
    for (const char* const word : {"enabled-runtime", "disabled", "static", "masked", "linked", "bad"})
    {
        unit.unit_file_state = word;
        EXPECT_EQ(is_enabled(unit), false) << word;
    }
}

TEST(ExitStatus, IsThatOfTheLastRunThatEnded)
{
    UnitState unit = unit_with("failed");
    EXPECT_EQ(exit_status_of(unit), std::nullopt);
    unit.exec_main_code = CLD_EXITED;
    unit.exec_main_status = 66;
    EXPECT_EQ(exit_status_of(unit), 66);
    for (const int code : {CLD_KILLED, CLD_DUMPED})
    {
        unit.exec_main_code = code;
        unit.exec_main_status = 11;
        EXPECT_EQ(exit_status_of(unit), 139);
    }
}

TEST(ExitStatus, IsNoneWhileTheServerRuns)
{
    UnitState unit = unit_with("active");
    unit.exec_main_code = CLD_EXITED;
    unit.exec_main_status = 1;
    EXPECT_EQ(exit_status_of(unit), std::nullopt);
}
} // namespace
} // namespace left4me
