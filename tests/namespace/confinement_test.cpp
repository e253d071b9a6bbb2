// The helper looked at from outside while it waits for a busy mount: what is left of root in it when it
// works.
#include "files.hpp"
#include "state_root.hpp"

#include <chrono>
#include <thread>

#include <linux/capability.h>

namespace left4me::test
{
namespace
{
constexpr unsigned long bits(std::initializer_list<int> capabilities)
{
    unsigned long set = 0;
    for (const int one : capabilities)
    {
        set |= 1UL << one;
    }
    return set;
}

class Confinement : public StateRoot
{
protected:
    void SetUp() override
    {
        StateRoot::SetUp();
        ASSERT_TRUE(succeeds(mount()));
        visitor_.emplace([] { std::filesystem::current_path(merged()); });
        helper_.emplace(helper_with({"umount", "alpha"}));
        ASSERT_TRUE(works()) << "the helper never came to its work, or without a list of system calls";
    }

    void TearDown() override
    {
        visitor_.reset();
        const int status = helper_ ? helper_->finish().status : kTempFail;
        EXPECT_TRUE(status == 0 || status == kTempFail) << status;
        StateRoot::TearDown();
    }

    [[nodiscard]] std::string status_of(const char* field) const
    {
        return test::status_of(helper_->pid(), field);
    }

    [[nodiscard]] unsigned long set_of(const char* field) const
    {
        return std::stoul(status_of(field), nullptr, 16);
    }

private:
    [[nodiscard]] bool works() const
    {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(1);
        while (status_of("Seccomp") != "2" && std::chrono::steady_clock::now() < deadline)
        {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        return status_of("Seccomp") == "2";
    }

    std::optional<Companion> visitor_;
    std::optional<Running> helper_;
};
LEFT4ME_ON_EACH_FILE_SYSTEM(Confinement);

TEST_P(Confinement, GainsNothingByExecutingAProgram)
{
    EXPECT_EQ(status_of("NoNewPrivs"), "1");
    EXPECT_EQ(set_of("CapBnd"), 0U);
    EXPECT_EQ(set_of("CapInh"), 0U);
    EXPECT_EQ(set_of("CapAmb"), 0U);
}

TEST_P(Confinement, HoldsTheCapabilitiesForMountsAndLeftoversAndNoOther)
{
    EXPECT_EQ(set_of("CapPrm"),
              bits({CAP_SYS_ADMIN, CAP_DAC_OVERRIDE, CAP_CHOWN, CAP_FOWNER, CAP_FSETID, CAP_SYS_PTRACE}));
}

TEST_P(Confinement, ReachesFilesAsTheirOwner)
{
    EXPECT_TRUE(status_of("Uid").ends_with("\t" + std::to_string(kGame))) << status_of("Uid");
    EXPECT_TRUE(status_of("Gid").ends_with("\t" + std::to_string(kGame))) << status_of("Gid");
}
} // namespace
} // namespace left4me::test
