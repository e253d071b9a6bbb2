#include "fixture/refusal.hpp"
#include "fixture/temporary_root.hpp"
#include "instance/ports.hpp"

namespace left4me
{
namespace
{
using test::refusal_of;
using test::Refuses;

class Ports : public testing::Test
{
protected:
    [[nodiscard]] test::Refusal refusal(int port, const HostEnv& host = {}) const
    {
        const Spec spec = parse_spec("port: " + std::to_string(port), "s.yaml");
        const Directory instances = make_state_directory(temporary_.root().instances());
        PortIndex index(instances);
        const auto scanned = refusal_of([&] { require_free_port(temporary_.root(), "alpha", spec, host); });
        const auto indexed = refusal_of([&] { claim_port(temporary_.root(), index, "alpha", spec, host); });
        EXPECT_EQ(scanned.sentence, indexed.sentence);
        return indexed;
    }

    [[nodiscard]] static HostEnv range(std::uint16_t first, std::uint16_t last)
    {
        HostEnv host;
        host.first_port = first;
        host.last_port = last;
        return host;
    }

    test::TemporaryRoot temporary_;
};

TEST_F(Ports, LieWithinTheRangeOfTheHostBothEndsIncluded)
{
    const HostEnv host = range(27000, 27999);
    EXPECT_EQ(refusal(27000, host).exit, Exit::Ok);
    EXPECT_EQ(refusal(27999, host).exit, Exit::Ok);
    EXPECT_THAT(refusal(26999, host),
                Refuses(Exit::DataErr, "s.yaml:1:7: port 26999 is outside the range of"));
    EXPECT_THAT(refusal(28000, host), Refuses(Exit::DataErr, "choose one from 27000 to 27999"));
}

TEST_F(Ports, AreTakenByTheSpecAsWellAsByTheEnvironmentOfAnother)
{
    temporary_.write("instances/beta/spec.yaml", "port: 27016\n");
    temporary_.write("instances/beta/instance.env", "L4D2_PORT=27015\nL4D2_ARGS=\n");
    EXPECT_THAT(refusal(27015),
                Refuses(Exit::DataErr, "that of the instance beta: choose another, such as 27017"));
    EXPECT_THAT(refusal(27016), Refuses(Exit::DataErr, "that of the instance beta"));
    EXPECT_EQ(refusal(27017).exit, Exit::Ok);
}

TEST_F(Ports, CannotHideTheirDigits)
{
    for (const std::string_view text : {"port: \"270\\x315\"", "port: '27015'", "port: 0x6987",
                                        "port: 27_015", "x-port: &p 27015\nport: *p"})
    {
        EXPECT_EQ(refusal_of([&] { static_cast<void>(parse_spec(text, "s.yaml")); }).exit, Exit::DataErr)
            << text;
    }
}

TEST_F(Ports, OfTheInstanceItselfAreFree)
{
    temporary_.write("instances/alpha/spec.yaml", "port: 27015\n");
    EXPECT_EQ(refusal(27015).exit, Exit::Ok);
}

TEST_F(Ports, AreNotBlockedByAnotherInstancesBrokenFiles)
{
    temporary_.write("instances/beta/spec.yaml", "port: [\n");
    temporary_.write("instances/beta/instance.env", "nonsense\n");
    EXPECT_EQ(refusal(27015).exit, Exit::Ok);
}

TEST_F(Ports, AreSuggestedOnlyWithinTheRange)
{
    temporary_.write("instances/beta/spec.yaml", "port: 1200\n");
    EXPECT_THAT(refusal(1200, range(1200, 1300)),
                Refuses(Exit::DataErr, "choose another, from the range in"));
    EXPECT_THAT(refusal(1200, range(1200, 27015)), Refuses(Exit::DataErr, "such as 27015"));
}
} // namespace
} // namespace left4me
