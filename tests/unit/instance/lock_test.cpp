#include "fixture/child.hpp"
#include "fixture/refusal.hpp"
#include "fixture/temporary_root.hpp"
#include "instance/instance_lock.hpp"
#include "instance/lock_file.hpp"

#include <chrono>
#include <fstream>
#include <set>

#include <unistd.h>

namespace left4me
{
namespace
{
using test::refusal_of;
using test::Refuses;
using namespace std::chrono_literals;

class Locks : public testing::Test
{
protected:
    /// A process that holds the lock until it goes out of scope.
    [[nodiscard]] test::Child holder_of(const std::string& name) const
    {
        return test::Child(
            [this, name]
            {
                const InstanceLock lock(temporary_.root(), name);
                temporary_.write("held", "");
                ::pause();
                return std::string();
            });
    }

    void wait_until_held() const
    {
        while (!temporary_.has("held"))
        {
            ::usleep(1000);
        }
    }

    [[nodiscard]] test::Refusal refusal(const std::string& name) const
    {
        return refusal_of([&] { const InstanceLock lock(temporary_.root(), name, 30ms); });
    }

    test::TemporaryRoot temporary_;
};

TEST_F(Locks, NameTheProcessThatHoldsTheInstance)
{
    const test::Child holder = holder_of("alpha");
    wait_until_held();
    EXPECT_THAT(refusal("alpha"), Refuses(Exit::TempFail, "the instance alpha is busy: process " +
                                                              std::to_string(holder.pid()) + " works on it"));
    EXPECT_EQ(refusal("beta").exit, Exit::Ok);
}

TEST_F(Locks, AreFreeAtOnceWhenTheirHolderIsKilled)
{
    {
        const test::Child holder = holder_of("alpha");
        wait_until_held();
    }
    EXPECT_EQ(refusal("alpha").exit, Exit::Ok);
}

TEST_F(Locks, AreWaitedFor)
{
    const test::Child holder(
        [this]
        {
            const InstanceLock lock(temporary_.root(), "alpha");
            temporary_.write("held", "");
            ::usleep(50'000);
            return std::string();
        });
    wait_until_held();
    EXPECT_EQ(refusal_of([&] { const InstanceLock lock(temporary_.root(), "alpha", 5s); }).exit, Exit::Ok);
}

TEST_F(Locks, EndWithTheirScope)
{
    EXPECT_EQ(refusal("alpha").exit, Exit::Ok);
    EXPECT_EQ(refusal("alpha").exit, Exit::Ok);
}

TEST_F(Locks, OutliveTheRegistrysInTheSameProcess)
{
    const InstanceLock lock(temporary_.root(), "alpha");
    static_cast<void>(lock_slot(temporary_.root(), kRegistry, "the list is", 0ms));
    EXPECT_EQ(test::in_child([&] { return std::to_string(static_cast<int>(refusal("alpha").exit)); }), "75");
}

TEST_F(Locks, AreInAFileThatNoOtherUserCanOpen)
{
    const test::Umask none(0);
    const InstanceLock lock(temporary_.root(), "alpha");
    EXPECT_EQ(temporary_.mode("instances/.lock"), 0600U);
}

TEST_F(Locks, DoNotFollowASymlinkInPlaceOfTheirFile)
{
    temporary_.make("instances");
    temporary_.link("instances/.lock", "../victim");
    EXPECT_EQ(refusal("alpha").exit, Exit::OsErr);
    EXPECT_FALSE(temporary_.has("victim"));
}

TEST_F(Locks, OfAnothersStateRootAreNotRootsToTake)
{
    if (::geteuid() != 0)
    {
        GTEST_SKIP() << "it is about root: run the tests as root, too";
    }
    ASSERT_EQ(::chown(temporary_.at("").c_str(), 980, 980), 0);
    EXPECT_THAT(refusal("alpha"), Refuses(Exit::NoPerm, "run l4d2ctl as its owner"));
    EXPECT_FALSE(temporary_.has("instances"));
}

TEST_F(Locks, HaveASlotOfTheirOwnForEachName)
{
    std::set<std::uint64_t> slots = {kRegistry};
    for (int name = 0; name < 5000; ++name)
    {
        slots.insert(lock_slot_of(std::to_string(name)));
    }
    EXPECT_EQ(slots.size(), 5001U);
}
} // namespace
} // namespace left4me
