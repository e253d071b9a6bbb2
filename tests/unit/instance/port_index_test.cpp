#include "fixture/refusal.hpp"
#include "fixture/temporary_root.hpp"
#include "instance/instance.hpp"
#include "instance/ports.hpp"
#include "instance/removal.hpp"
#include "instance/staging.hpp"

#include <chrono>
#include <random>
#include <thread>

namespace left4me
{
namespace
{
using test::refusal_of;
using test::Refuses;

Spec spec_with(std::uint16_t port)
{
    return parse_spec("port: " + std::to_string(port), "s.yaml");
}

class PortClaims : public testing::Test
{
protected:
    [[nodiscard]] test::Refusal initialize(const std::string& name, std::uint16_t port) const
    {
        const std::string text = "port: " + std::to_string(port) + "\n";
        return refusal_of([&] { initialize_instance(root(), name, text, spec_with(port)); });
    }

    /// By a look into the files of each instance.
    [[nodiscard]] test::Refusal looked_up(const std::string& name, std::uint16_t port) const
    {
        return refusal_of([&] { require_free_port(root(), name, spec_with(port), {}); });
    }

    [[nodiscard]] bool are_current() const
    {
        const Directory instances = make_state_directory(root().instances());
        return PortIndex(instances).is_current();
    }

    [[nodiscard]] const StateRoot& root() const { return temporary_.root(); }

    test::TemporaryRoot temporary_;
};

TEST_F(PortClaims, AreKeptByInitializeAndDelete)
{
    EXPECT_EQ(initialize("alpha", 27015).exit, Exit::Ok);
    EXPECT_TRUE(are_current());
    EXPECT_EQ(initialize("beta", 27016).exit, Exit::Ok);
    EXPECT_TRUE(are_current());
    EXPECT_THAT(initialize("beta", 27015), Refuses(Exit::DataErr, "that of the instance alpha"));
    remove_instance(root(), "alpha");
    EXPECT_TRUE(are_current());
    EXPECT_EQ(initialize("beta", 27015).exit, Exit::Ok);
}

TEST_F(PortClaims, AreNotBelievedAfterInstancesCameByHand)
{
    EXPECT_EQ(initialize("alpha", 27015).exit, Exit::Ok);
    temporary_.write("instances/beta/instance.env", "L4D2_PORT=27016\nL4D2_ARGS=\n");
    EXPECT_FALSE(are_current());
    EXPECT_THAT(initialize("gamma", 27016), Refuses(Exit::DataErr, "that of the instance beta"));
}

TEST_F(PortClaims, OfAnUpdateThatWasRefusedLeaveTheOldOne)
{
    temporary_.write("instances/alpha/instance.env", "L4D2_PORT=27015\nL4D2_ARGS=\n");
    temporary_.write("instances/beta/instance.env", "L4D2_PORT=27016\nL4D2_ARGS=\n");
    EXPECT_THAT(initialize("alpha", 27016), Refuses(Exit::DataErr, "that of the instance beta"));
    EXPECT_THAT(initialize("gamma", 27015), Refuses(Exit::DataErr, "that of the instance alpha"));
}

TEST_F(PortClaims, OfACallThatWasKilledAreNoObstacle)
{
    EXPECT_EQ(initialize("alpha", 27015).exit, Exit::Ok);
    const Directory instances = make_state_directory(root().instances());
    PortIndex(instances).claim(27016, "beta"); // and no more
    EXPECT_EQ(initialize("gamma", 27016).exit, Exit::Ok);
    EXPECT_THAT(initialize("beta", 27016), Refuses(Exit::DataErr, "that of the instance gamma"));
}

TEST_F(PortClaims, AreMadeAnewAfterAStartWithASpecThatSomebodyEdited)
{
    EXPECT_EQ(initialize("alpha", 27015).exit, Exit::Ok);
    temporary_.write("instances/alpha/spec.yaml", "port: 27016\n");
    stage_instance(root(), "alpha", spec_with(27016));
    EXPECT_THAT(initialize("beta", 27016), Refuses(Exit::DataErr, "that of the instance alpha"));
    EXPECT_EQ(initialize("beta", 27015).exit, Exit::Ok);
}

TEST_F(PortClaims, SurviveWhateverLiesInTheirPlace)
{
    EXPECT_EQ(initialize("alpha", 27015).exit, Exit::Ok);
    temporary_.write("instances/.ports/27017", "alpha");
    EXPECT_EQ(initialize("beta", 27017).exit, Exit::Ok);
    std::filesystem::create_symlink("../../etc", temporary_.at("instances/.ports/27018"));
    EXPECT_EQ(initialize("gamma", 27018).exit, Exit::Ok);
    EXPECT_THAT(initialize("delta", 27015), Refuses(Exit::DataErr, "that of the instance alpha"));
}

/// The files' clock goes in steps of at most 10 ms.
void let_the_clock_go_on()
{
    std::this_thread::sleep_for(std::chrono::milliseconds(11));
}

TEST_F(PortClaims, SayWhatALookIntoAllFilesSays)
{
    std::minstd_rand random(20261128);
    const auto pick = [&](std::size_t count) { return random() % count; };
    const std::vector<std::string> names = {"alpha", "beta", "gamma", "delta"};
    int refused = 0;
    for (int step = 0; step < 300; ++step)
    {
        const std::string& name = names[pick(names.size())];
        const auto port = static_cast<std::uint16_t>(27015 + pick(4));
        switch (pick(6))
        {
        case 0:
            remove_instance(root(), name);
            break;
        case 1: // by hand
            let_the_clock_go_on();
            std::filesystem::remove_all(root().instance(name));
            break;
        case 2:
            let_the_clock_go_on();
            if (instance_exists(root(), name) && !instance_exists(root(), "epsilon"))
            {
                std::filesystem::rename(root().instance(name), root().instance("epsilon"));
            }
            break;
        default:
            const Exit expected = looked_up(name, port).exit;
            ASSERT_EQ(initialize(name, port).exit, expected)
                << "step " << step << ": " << name << " " << port;
            refused += expected == Exit::Ok ? 0 : 1;
        }
    }
    EXPECT_GT(refused, 20);
}
} // namespace
} // namespace left4me
