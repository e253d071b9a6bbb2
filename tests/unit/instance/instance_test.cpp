#include "fixture/child.hpp"
#include "fixture/refusal.hpp"
#include "fixture/temporary_root.hpp"
#include "instance/instance.hpp"

#include <csignal>
#include <list>

#include <sys/resource.h>

namespace left4me
{
namespace
{
using test::refusal_of;
using test::Refuses;
using testing::ElementsAre;
using testing::IsEmpty;

class Instances : public testing::Test
{
protected:
    void initialize(const std::string& name, const std::string& text) const
    {
        initialize_instance(temporary_.root(), name, text, parse_spec(text, "s.yaml"));
    }

    [[nodiscard]] test::Refusal refusal(const std::string& name, const std::string& text) const
    {
        return refusal_of([&] { initialize(name, text); });
    }

    test::TemporaryRoot temporary_;
};

TEST_F(Instances, AreMadeOfTheSpecAsItIsAndAnEnvironment)
{
    const test::Umask none(0);
    const std::string text = "port: 27015 # note\narguments: [-tickrate 60, +map x]\n";
    initialize("alpha", text);
    EXPECT_EQ(temporary_.read("instances/alpha/spec.yaml"), text);
    EXPECT_EQ(temporary_.read("instances/alpha/instance.env"),
              "L4D2_PORT=27015\nL4D2_ARGS=-tickrate 60 +map x\n");
    EXPECT_EQ(temporary_.mode("instances/alpha"), 0755U);
    EXPECT_EQ(temporary_.mode("instances/alpha/spec.yaml"), 0600U);
    EXPECT_EQ(temporary_.mode("instances/alpha/instance.env"), 0600U);
    EXPECT_FALSE(temporary_.has("runtime"));
}

TEST_F(Instances, AreUpdatedInPlaceAndNotTouchedWhenNothingChanges)
{
    initialize("alpha", "port: 27015\n");
    temporary_.write("instances/alpha/layers", "installation\n");
    const ino_t spec = temporary_.status("instances/alpha/spec.yaml").st_ino;
    const ino_t environment = temporary_.status("instances/alpha/instance.env").st_ino;
    initialize("alpha", "port: 27015\n");
    EXPECT_EQ(temporary_.status("instances/alpha/spec.yaml").st_ino, spec);
    EXPECT_EQ(temporary_.status("instances/alpha/instance.env").st_ino, environment);
    initialize("alpha", "port: 27016\n");
    EXPECT_EQ(temporary_.read("instances/alpha/instance.env"), "L4D2_PORT=27016\nL4D2_ARGS=\n");
    EXPECT_EQ(temporary_.read("instances/alpha/layers"), "installation\n");
}

TEST_F(Instances, AreNotMadeWhenAnOverlayIsMissing)
{
    EXPECT_THAT(refusal("alpha", "port: 27015\noverlays: [none]\n"), Refuses(Exit::NoInput, "s.yaml:2:12"));
    EXPECT_FALSE(temporary_.has("instances/alpha"));
    initialize("alpha", "port: 27015\n");
    EXPECT_THAT(refusal("alpha", "port: 27016\noverlays: [none]\n"), Refuses(Exit::NoInput, "s.yaml:2:12"));
    EXPECT_EQ(temporary_.read("instances/alpha/spec.yaml"), "port: 27015\n");
}

TEST_F(Instances, KeepTheirSpecWhenTheEnvironmentCannotBeWritten)
{
    initialize("alpha", "port: 27015\n");
    temporary_.write("instances/alpha/.instance.env.new/in the way", "");
    EXPECT_EQ(refusal("alpha", "port: 27016\n").exit, Exit::OsErr);
    EXPECT_EQ(temporary_.read("instances/alpha/spec.yaml"), "port: 27015\n");
    EXPECT_EQ(temporary_.read("instances/alpha/instance.env"), "L4D2_PORT=27015\nL4D2_ARGS=\n");
}

TEST_F(Instances, LeaveNothingBehindWhenTheDiskIsFull)
{
    EXPECT_EQ(test::in_child(
                  [this]
                  {
                      ::signal(SIGXFSZ, SIG_IGN);
                      const rlimit few_bytes = {10, 10};
                      test::must(::setrlimit(RLIMIT_FSIZE, &few_bytes), "limit the size of files");
                      return refusal("alpha", "port: 27015\n").sentence;
                  }),
              "cannot write " + temporary_.at("instances/.new/spec.yaml").string() + ": File too large");
    EXPECT_FALSE(temporary_.has("instances/.new"));
    EXPECT_FALSE(temporary_.has("instances/alpha"));
}

TEST_F(Instances, AreNotMadeInThePlaceOfAFile)
{
    temporary_.write("instances/alpha", "a file");
    EXPECT_EQ(refusal("alpha", "port: 27015\n").exit, Exit::DataErr);
    EXPECT_EQ(temporary_.read("instances/alpha"), "a file");
}

TEST_F(Instances, AreMadeOverWhatAKilledCallLeft)
{
    temporary_.write("instances/.new/spec.yaml", "half");
    temporary_.write("instances/.removing-alpha/spec.yaml", "half");
    initialize("alpha", "port: 27015\n");
    EXPECT_THAT(instance_names(temporary_.root()), ElementsAre("alpha"));
    EXPECT_FALSE(temporary_.has("instances/.new"));
    EXPECT_FALSE(temporary_.has("instances/.removing-alpha"));
}

TEST_F(Instances, AreMendedByTheNextCallWhenOneWasKilledBetweenItsTwoFiles)
{
    initialize("alpha", "port: 27015\n");
    temporary_.write("instances/alpha/instance.env", "L4D2_PORT=27099\nL4D2_ARGS=\n");
    initialize("alpha", "port: 27015\n");
    EXPECT_EQ(temporary_.read("instances/alpha/instance.env"), "L4D2_PORT=27015\nL4D2_ARGS=\n");
}

TEST_F(Instances, AreNotWrittenThroughASymlink)
{
    temporary_.write("victim/spec.yaml", "untouched");
    temporary_.make("instances");
    temporary_.link("instances/alpha", "../victim");
    EXPECT_EQ(refusal("alpha", "port: 27015\n").exit, Exit::DataErr);
    EXPECT_EQ(temporary_.read("victim/spec.yaml"), "untouched");
    EXPECT_THAT(instance_names(temporary_.root()), IsEmpty());
}

TEST_F(Instances, NeverShareAPort)
{
    initialize("alpha", "port: 27015\n");
    const auto taken = refusal("beta", "port: 27015\n");
    EXPECT_THAT(taken, Refuses(Exit::DataErr, "s.yaml:1:7: port 27015 is that of the instance alpha: choose "
                                              "another, such as 27016"));
    EXPECT_FALSE(temporary_.has("instances/beta"));
    EXPECT_EQ(refusal("alpha", "port: 27015\n").exit, Exit::Ok);
}

TEST_F(Instances, NeverShareAPortThoughSixteenAreMadeAtOnce)
{
    const StateRoot& root = temporary_.root();
    std::list<test::Child> callers;
    for (int caller = 0; caller < 16; ++caller)
    {
        callers.emplace_back(
            [&root, caller]
            {
                const std::string name = "server" + std::to_string(caller);
                const Spec spec = parse_spec("port: 27015\n", "s.yaml");
                return refusal_of([&] { initialize_instance(root, name, "port: 27015\n", spec); }).sentence;
            });
    }
    const auto made = std::count_if(callers.begin(), callers.end(),
                                    [](const test::Child& caller) { return caller.answer().empty(); });
    EXPECT_EQ(made, 1);
    EXPECT_EQ(instance_names(root).size(), 1U);
}

TEST_F(Instances, AreListedByNameWithoutWhatIsNone)
{
    EXPECT_THAT(instance_names(temporary_.root()), IsEmpty());
    for (const std::string name : {"b", "a", "10", ".new", ".removing-c", "Upper", "a b"})
    {
        temporary_.make("instances/" + name);
    }
    temporary_.write("instances/file", "");
    EXPECT_THAT(instance_names(temporary_.root()), ElementsAre("10", "a", "b"));
}

TEST_F(Instances, ThatDoNotExistAreNamedWithTheNearestAndTheCommandThatMakesOne)
{
    EXPECT_THAT(refusal_of([&] { require_instance(temporary_.root(), "alpha"); }),
                Refuses(Exit::NoInput, "there is no instance alpha: make one with l4d2ctl initialize "
                                       "alpha -f SPEC"));
    temporary_.make("instances/alpha");
    EXPECT_EQ(refusal_of([&] { require_instance(temporary_.root(), "alpha"); }).exit, Exit::Ok);
    EXPECT_THAT(refusal_of([&] { require_instance(temporary_.root(), "aplha"); }),
                Refuses(Exit::NoInput, "there is no instance aplha; did you mean alpha?"));
}

TEST_F(Instances, SayWhereTheirStoredSpecIsMissingOrBroken)
{
    temporary_.make("instances/alpha");
    const auto load = [&] { static_cast<void>(load_spec(temporary_.root(), "alpha")); };
    EXPECT_THAT(refusal_of(load), Refuses(Exit::NoInput, "run l4d2ctl initialize alpha -f SPEC"));
    temporary_.write("instances/alpha/spec.yaml", "port: 1\n");
    EXPECT_THAT(refusal_of(load), Refuses(Exit::DataErr, "instances/alpha/spec.yaml:1:7: port must be"));
    temporary_.write("instances/alpha/spec.yaml", "port: 27015\n");
    EXPECT_EQ(load_spec(temporary_.root(), "alpha").port, 27015);
    EXPECT_THAT(refusal_of([&] { static_cast<void>(load_spec(temporary_.root(), "beta")); }),
                Refuses(Exit::NoInput, "there is no instance beta"));
}
} // namespace
} // namespace left4me
