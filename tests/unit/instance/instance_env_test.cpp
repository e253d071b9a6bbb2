#include "fixture/refusal.hpp"
#include "fixture/temporary_root.hpp"
#include "instance/instance_env.hpp"

#include <unistd.h>

namespace left4me
{
namespace
{
using test::refusal_of;
using test::Refuses;
using testing::ElementsAre;
using testing::IsEmpty;

void expect_instance_env_refused(const std::string& text, const std::string& part)
{
    const auto refusal = refusal_of([&] { static_cast<void>(parse_instance_env(text, "instance.env")); });
    EXPECT_THAT(refusal, Refuses(Exit::DataErr, part)) << text;
    EXPECT_THAT(refusal.sentence, testing::HasSubstr("l4d2ctl initialize"));
}

TEST(InstanceEnv, IsTwoLinesWithoutQuotes)
{
    EXPECT_EQ(format_instance_env({27015, {"-tickrate", "60", "+hostname", "\"a'b\\$c\""}}),
              "L4D2_PORT=27015\nL4D2_ARGS=-tickrate 60 +hostname \"a'b\\$c\"\n");
    EXPECT_EQ(format_instance_env({27015, {}}), "L4D2_PORT=27015\nL4D2_ARGS=\n");
}

TEST(InstanceEnv, ReadsWhatItWrites)
{
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{},
          {"-tickrate"},
          {"+map", "c1m1_hotel", "-console", "+exec", "a=b", "--", "\xC3\xA9"}})
    {
        const InstanceEnv env = parse_instance_env(format_instance_env({27016, arguments}), "instance.env");
        EXPECT_EQ(env.port, 27016);
        EXPECT_EQ(env.arguments, arguments);
    }
}

TEST(InstanceEnv, KeepsWordsThatBeginWithPlusOrMinusInTheirOrder)
{
    const InstanceEnv env =
        parse_instance_env("L4D2_PORT=27015\nL4D2_ARGS=  +map a\t-x  +y \n", "instance.env");
    EXPECT_THAT(env.arguments, ElementsAre("+map", "a", "-x", "+y"));
}

TEST(InstanceEnv, MayLackArgumentsAndTheLastNewline)
{
    EXPECT_THAT(parse_instance_env("L4D2_PORT=27015\n", "instance.env").arguments, IsEmpty());
    EXPECT_THAT(parse_instance_env("L4D2_ARGS=\nL4D2_PORT=27015", "instance.env").arguments, IsEmpty());
}

TEST(InstanceEnv, PassesOverTheLayersOfTheEarlierTool)
{
    EXPECT_EQ(parse_instance_env("L4D2_PORT=27015\nL4D2_ARGS=\nL4D2_LOWERDIRS=/a:/b\n", "instance.env").port,
              27015);
}

TEST(InstanceEnv, RefusesEveryOtherLineWithItsNumber)
{
    for (const std::string_view line :
         {"LD_PRELOAD=/tmp/x.so", "PATH=/tmp", "L4D2_PORTS=1", "l4d2_port=27016", " L4D2_ARGS=",
          "L4D2_ARGS =", "export L4D2_ARGS=", "", " ", "# note", "L4D2_ARGS", "=", "\xEF\xBB\xBFL4D2_ARGS="})
    {
        expect_instance_env_refused("L4D2_PORT=27015\n" + std::string(line) + "\n",
                                    "instance.env:2: only L4D2_PORT");
    }
}

TEST(InstanceEnv, RefusesPortsThatAreNoneAndKeysThatStandTwice)
{
    for (const std::string_view port : {"", "80", "65536", "027015", "27015 ", "27015\r", "\"27015\"", "x"})
    {
        expect_instance_env_refused("L4D2_PORT=" + std::string(port) + "\n",
                                    "instance.env:1: L4D2_PORT must stand here once");
    }
    expect_instance_env_refused("L4D2_PORT=27015\nL4D2_PORT=27015\n",
                                "instance.env:2: L4D2_PORT must stand here once");
    expect_instance_env_refused("L4D2_PORT=27015\nL4D2_ARGS=\nL4D2_ARGS=\n",
                                "instance.env:3: L4D2_ARGS must stand here once");
    expect_instance_env_refused("L4D2_ARGS=\n", "L4D2_PORT is missing");
    expect_instance_env_refused("", "L4D2_PORT is missing");
}

TEST(InstanceEnv, RefusesArgumentsThatAreNotPlainText)
{
    for (const std::string& arguments : {std::string("a\x1b[31m"), std::string("a\r"), std::string("a\0b", 3),
                                         std::string("\xFF"), std::string("a\xC2\x85")})
    {
        expect_instance_env_refused("L4D2_PORT=27015\nL4D2_ARGS=" + arguments + "\n",
                                    "instance.env:2: L4D2_ARGS must stand");
    }
}

TEST(InstanceEnv, DoesNotRepeatWhatItRefuses)
{
    const auto refusal =
        refusal_of([] { static_cast<void>(parse_instance_env("root:$6$secret", "instance.env")); });
    EXPECT_THAT(refusal, Refuses(Exit::DataErr, "instance.env:1"));
    EXPECT_THAT(refusal.sentence, testing::Not(testing::HasSubstr("secret")));
}

class InstanceEnvFile : public testing::Test
{
protected:
    [[nodiscard]] test::Refusal refusal() const
    {
        return refusal_of([&] { static_cast<void>(read_instance_env(temporary_.root(), "alpha")); });
    }

    test::TemporaryRoot temporary_;
};

TEST_F(InstanceEnvFile, IsReadFromTheInstance)
{
    temporary_.write("instances/alpha/instance.env", "L4D2_PORT=27015\nL4D2_ARGS=-x\n");
    EXPECT_EQ(read_instance_env(temporary_.root(), "alpha").port, 27015);
}

TEST_F(InstanceEnvFile, IsMissingInputWhenMissing)
{
    EXPECT_THAT(refusal(), Refuses(Exit::NoInput, "run l4d2ctl initialize"));
}

TEST_F(InstanceEnvFile, IsRefusedAsSymlinkAndAsFifo)
{
    temporary_.write("elsewhere", "L4D2_PORT=27015\n");
    temporary_.make("instances/alpha");
    temporary_.link("instances/alpha/instance.env", "../../elsewhere");
    EXPECT_EQ(refusal().exit, Exit::DataErr);
    std::filesystem::remove(temporary_.at("instances/alpha/instance.env"));
    ASSERT_EQ(::mkfifo(temporary_.at("instances/alpha/instance.env").c_str(), 0600), 0);
    EXPECT_THAT(refusal(), Refuses(Exit::DataErr, "is not a regular file"));
}

TEST_F(InstanceEnvFile, IsRefusedWhenItIsAnotherUsers)
{
    if (::geteuid() != 0)
    {
        GTEST_SKIP() << "only root can give files away: run the tests as root, too";
    }
    const auto file = temporary_.write("instances/alpha/instance.env", "L4D2_PORT=27015\n");
    ASSERT_EQ(::chown(file.c_str(), 980, 980), 0);
    EXPECT_THAT(refusal(), Refuses(Exit::DataErr, "belongs to another user"));
}

TEST_F(InstanceEnvFile, HoldsTheArgumentsOfTheLargestSpec)
{
    std::string argument; // each \L, two bytes of a spec, is a character of three
    while (argument.size() < kSpecSizeLimit / 2 * 3 - 1000)
    {
        argument += "\xE2\x80\xA8";
    }
    temporary_.write("instances/alpha/instance.env", format_instance_env({27015, {argument}}));
    EXPECT_EQ(read_instance_env(temporary_.root(), "alpha").arguments.front().size(), argument.size());
}
} // namespace
} // namespace left4me
