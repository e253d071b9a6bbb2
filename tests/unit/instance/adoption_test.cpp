#include "earlier_instance.hpp"
#include "instance/instance.hpp"

namespace left4me
{
namespace
{
using test::refusal_of;
using test::Refuses;
using testing::ElementsAre;
using testing::HasSubstr;

class Adopting : public test::EarlierInstance
{
};

TEST_F(Adopting, MakesASpecOfTheThreeLines)
{
    const Adoption adoption = plan();
    EXPECT_TRUE(adoption.made);
    EXPECT_EQ(adoption.spec_text,
              "port: 27015\noverlays:\n  - 'a'\n  - 'competitive/base'\n  - 'admin system'\n"
              "arguments:\n  - '-tickrate 60'\n  - '+map x'\n");
    EXPECT_THAT(adoption.remarks, ElementsAre(HasSubstr("no server.cfg in its upper")));
}

TEST_F(Adopting, MakesASpecOfAnInstallationAlone)
{
    leave_env({"installation"}, "");
    EXPECT_EQ(plan().spec_text, "port: 27015\n");
}

TEST_F(Adopting, IsDoneWhenTheInstanceIsInitializedWithItsPlan)
{
    EXPECT_FALSE(is_adopted(temporary_.root(), "alpha"));
    const Adoption adoption = plan();
    initialize_instance(temporary_.root(), "alpha", adoption.spec_text, adoption.spec);
    EXPECT_TRUE(is_adopted(temporary_.root(), "alpha"));
    EXPECT_EQ(temporary_.read("instances/alpha/instance.env"),
              "L4D2_PORT=27015\nL4D2_ARGS=-tickrate 60 +map x\n");
}

TEST_F(Adopting, GoesOnWithTheSpecOfACallThatWasKilledBeforeItWroteInstanceEnv)
{
    leave_cfg("server.cfg", "hostname x\n");
    const std::string text = plan().spec_text;
    temporary_.write("instances/alpha/spec.yaml", text);
    EXPECT_FALSE(is_adopted(temporary_.root(), "alpha"));
    EXPECT_EQ(plan().spec_text, text);
    EXPECT_THAT(plan().spec.config, ElementsAre("hostname x"));
}

TEST_F(Adopting, TakesTheSpecThatIsThereAsItIs)
{
    temporary_.write("instances/alpha/spec.yaml", "port: 27016 # mine");
    leave_lower_dirs("nonsense");
    EXPECT_FALSE(plan().made);
    EXPECT_EQ(plan().spec_text, "port: 27016 # mine");
    temporary_.write("instances/alpha/spec.yaml", "port: 27016\nowner: me\n");
    EXPECT_THAT(plan_refusal(), Refuses(Exit::DataErr, "instances/alpha/spec.yaml:2:1: unknown key"));
}

TEST_F(Adopting, WritesNothingWhileItPlans)
{
    leave_cfg("server.cfg", "hostname x\n");
    leave_cfg("server_overlay_1.cfg", "// a\n");
    static_cast<void>(plan());
    for (const std::string path :
         {"instances/alpha/spec.yaml", "instances/.lock", "runtime/alpha/staged", "runtime/alpha/work"})
    {
        EXPECT_FALSE(temporary_.has(path)) << path;
    }
}

TEST_F(Adopting, IsWhatTheMissingSpecOfSuchAnInstanceAsksFor)
{
    EXPECT_THAT(refusal_of([&] { static_cast<void>(load_spec(temporary_.root(), "alpha")); }),
                Refuses(Exit::NoInput, "spec.yaml is missing: run l4d2ctl adopt alpha"));
}

TEST_F(Adopting, NamesThePlaceOfAPortThatAnotherInstanceHas)
{
    leave_env({"installation"});
    temporary_.write("instances/beta/instance.env", "L4D2_PORT=27015\nL4D2_ARGS=\nL4D2_LOWERDIRS=/x\n");
    EXPECT_THAT(plan_refusal(),
                Refuses(Exit::DataErr, "instance.env:1:11: port 27015 is that of the instance beta"));
}
} // namespace
} // namespace left4me
