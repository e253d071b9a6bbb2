// What drop-ins may make of a server's unit.
#include "doctor/limits.hpp"

#include <gmock/gmock.h>

namespace left4me
{
namespace
{
using testing::Field;
using testing::HasSubstr;
using testing::Optional;

TEST(FaultOfUnit, IsALimitBelowWhichNoGameComesUp)
{
    for (const std::string line : {"LimitNOFILE=4", "TasksMax=1", "MemoryMax=1048576", "LimitAS=4096"})
    {
        const auto fault = fault_of_unit("User=left4me\n" + line + "\n");
        ASSERT_TRUE(fault) << line;
        EXPECT_THAT(fault->text, HasSubstr("has " + line));
        EXPECT_EQ(fault->property, line.substr(0, line.find('=')));
    }
}

TEST(FaultOfUnit, IsAnotherUser)
{
    EXPECT_THAT(fault_of_unit("LimitNOFILE=infinity\nUser=root"),
                Optional(Field(&UnitFault::text, HasSubstr("runs as root"))));
    EXPECT_THAT(fault_of_unit("User="), Optional(Field(&UnitFault::text, HasSubstr("runs as "))));
}

TEST(FaultOfUnit, IsNothingElse)
{
    EXPECT_FALSE(fault_of_unit("User=left4me\nLimitNOFILE=65536\nTasksMax=256\nMemoryMax=infinity\nLimitAS=\n"
                               "LimitNOFILESoft=4\n"));
    EXPECT_FALSE(fault_of_unit(""));
}

TEST(PropertiesToShow, AreThoseItKnows)
{
    EXPECT_EQ(properties_to_show(), "User,LimitNOFILE,TasksMax,MemoryMax,LimitAS");
}
} // namespace
} // namespace left4me
