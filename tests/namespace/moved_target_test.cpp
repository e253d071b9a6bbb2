// A merged directory that its owner moves while the helper mounts on it.
#include "files.hpp"
#include "mount_table.hpp"
#include "state_root.hpp"

#include <chrono>
#include <functional>
#include <thread>

namespace left4me::test
{
namespace
{
class MovedTarget : public StateRoot
{
protected:
    /// Whether `step` came while the helper mounted alpha, at one of some moments, as `is_in_time` says,
    /// which also tidies up. The right one depends on the machine, and on what else it does.
    static bool comes_in_time(const std::function<void()>& step,
                              const std::function<bool(const Outcome&)>& is_in_time)
    {
        constexpr int kAttempts = 30;
        auto pause = std::chrono::microseconds(50'000);
        for (int attempt = 0; attempt < kAttempts; ++attempt)
        {
            Running helper(helper_with({"mount", "alpha"}));
            std::this_thread::sleep_for(pause);
            if (is_mounted())
            {
                EXPECT_TRUE(succeeds(helper.finish()));
                EXPECT_TRUE(succeeds(umount()));
                pause = pause * 2 / 3;
                continue;
            }
            step();
            if (is_in_time(helper.finish()))
            {
                return true;
            }
            pause = pause * 5 / 4;
        }
        return false;
    }

    // Each layer costs the kernel some ten thousand steps, so that there is time while they are opened.
    static void write_slow_layers()
    {
        constexpr int kLinks = 39;
        constexpr std::size_t kLongestTarget = 4000; // bytes
        constexpr int kLayers = 200;
        const auto link = [](int number) { return "link" + std::to_string(number); };
        make_directory("overlays/slow/place");
        for (int number = 0; number < kLinks; ++number)
        {
            std::string target;
            while (target.size() < kLongestTarget)
            {
                target += "place/../";
            }
            make_symlink("overlays/slow/" + link(number),
                         target + (number == 0 ? "place" : link(number - 1)));
        }
        std::vector<std::string> layers;
        for (int number = 0; number < kLayers; ++number)
        {
            make_directory("overlays/slow/place/" + std::to_string(number));
            layers.push_back("overlays/slow/" + link(kLinks - 1) + "/" + std::to_string(number));
        }
        layers.emplace_back("installation");
        write_layers(layers);
    }
};
LEFT4ME_ON_EACH_FILE_SYSTEM(MovedTarget);

TEST_P(MovedTarget, KeepsNoMount)
{
    write_slow_layers();
    const auto stray = at("runtime/alpha/stray");
    EXPECT_TRUE(comes_in_time(
        [&]
        {
            std::filesystem::rename(merged(), stray);
            std::filesystem::create_symlink("/etc", merged());
        },
        [&](const Outcome& outcome)
        {
            EXPECT_TRUE(refuses(outcome, {kTempFail, kDataErr, kNoInput})); // between the two, there is none
            EXPECT_TRUE(mounts_on(stray).empty()) << mount_table_text();
            std::filesystem::remove(merged());
            std::filesystem::rename(stray, merged());
            return outcome.err.find("meanwhile") != std::string::npos;
        }));
}

TEST_P(MovedTarget, OfTwoInstancesIsMountedOnByOne)
{
    make_instance("beta", {"installation"});
    write_slow_layers();
    std::filesystem::remove(merged("beta"));
    Outcome other;
    EXPECT_TRUE(comes_in_time(
        [&]
        {
            std::filesystem::rename(merged(), merged("beta"));
            other = mount("beta");
        },
        [&](const Outcome& outcome)
        {
            EXPECT_TRUE(refuses(outcome, {kTempFail, kDataErr, kNoInput}));
            EXPECT_EQ(other.status == 0, mounts_on(merged("beta")).size() == 1) << mount_table_text();
            EXPECT_TRUE(succeeds(umount("beta")));
            std::filesystem::rename(merged("beta"), merged());
            return other.err.find("another instance's helper") != std::string::npos;
        }));
}
} // namespace
} // namespace left4me::test
