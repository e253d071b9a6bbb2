#include "fixture/refusal.hpp"
#include "fixture/temporary_root.hpp"
#include "installation/generations.hpp"
#include "installation/held_build.hpp"
#include "installation/usage.hpp"

namespace left4me
{
namespace
{
using test::refusal_of;
using test::Refuses;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

class Generations : public testing::Test
{
protected:
    Generations() { std::filesystem::remove(temporary_.at("installation")); }

    [[nodiscard]] const StateRoot& root() const { return temporary_.root(); }

    test::TemporaryRoot temporary_;
};

TEST_F(Generations, AreTheDirectoriesInOrderOfTheirNumbers)
{
    EXPECT_THAT(generation_names(root()), IsEmpty());
    for (const char* const name : {"10", "9", "by hand", ".update", ".removing-3"})
    {
        temporary_.make(std::string("installations/") + name);
    }
    temporary_.write("installations/11", "a file");
    temporary_.link("installations/12", "9");
    EXPECT_THAT(generation_names(root()), ElementsAre("by hand", "9", "10"));
    EXPECT_EQ(next_generation(root()), "11");
}

TEST_F(Generations, HaveACurrentOneWhereTheLinkIsOurs)
{
    EXPECT_EQ(current_generation(root()), std::nullopt);
    temporary_.make("installations/2");
    make_current(root(), "2");
    EXPECT_EQ(current_generation(root()), "2");
    EXPECT_EQ(std::filesystem::read_symlink(temporary_.at("installation")), "installations/2");
    make_current(root(), "nosuch");
    EXPECT_EQ(current_generation(root()), std::nullopt);
}

TEST_F(Generations, AreSwitchedEvenWhereACallWasKilled)
{
    temporary_.make("installations/2");
    temporary_.link(".installation.new", "left over");
    make_current(root(), "2");
    EXPECT_EQ(current_generation(root()), "2");
    EXPECT_FALSE(temporary_.has(".installation.new"));
}

TEST_F(Generations, BeginWithAPlainInstallation)
{
    temporary_.write("installation/srcds_run", "the game");
    const ino_t before = temporary_.status("installation").st_ino;
    temporary_.write("instances/alpha/layers", "overlays/x\ninstallation\n");
    adopt_plain_installation(root());
    EXPECT_EQ(current_generation(root()), "1");
    EXPECT_EQ(temporary_.read("installation/srcds_run"), "the game");
    EXPECT_EQ(temporary_.status("installations/1").st_ino, before);
    EXPECT_EQ(temporary_.read("instances/alpha/layers"), "overlays/x\ninstallations/1\n");
}

TEST_F(Generations, DoNotBeginWithAnEmptyDirectoryOrNothing)
{
    adopt_plain_installation(root());
    temporary_.make("installation");
    adopt_plain_installation(root());
    EXPECT_FALSE(temporary_.has("installation"));
    EXPECT_THAT(generation_names(root()), IsEmpty());
}

TEST_F(Generations, AreTakenUpByLayersFilesAlsoWhereTheCallThatAdoptedWasKilled)
{
    temporary_.make("installations/1");
    make_current(root(), "1");
    temporary_.write("instances/alpha/layers", "installation\n");
    adopt_plain_installation(root());
    EXPECT_EQ(temporary_.read("instances/alpha/layers"), "installations/1\n");
}

TEST_F(Generations, AreAdoptedOnlyOnce)
{
    temporary_.make("installations/7");
    make_current(root(), "7");
    adopt_plain_installation(root());
    EXPECT_THAT(generation_names(root()), ElementsAre("7"));
}

TEST_F(Generations, AreRemovedWithWhatIsLeftOfEarlierRemovals)
{
    temporary_.write("installations/1/a", "a");
    temporary_.write("installations/.removing-9/a", "a");
    temporary_.write("installations/.update/tree/a", "a");
    temporary_.make("installations/2");
    remove_generation(root(), "1");
    EXPECT_THAT(generation_names(root()), ElementsAre("2"));
    EXPECT_FALSE(temporary_.has("installations/.removing-1"));
    EXPECT_FALSE(temporary_.has("installations/.removing-9"));
    EXPECT_TRUE(temporary_.has("installations/.update/tree/a"));
}

TEST_F(Generations, MayHoldABuildThatWasRolledBack)
{
    EXPECT_EQ(held_build(root()), std::nullopt);
    release_build(root());
    hold_build(root(), "1001");
    EXPECT_EQ(held_build(root()), "1001");
    EXPECT_THAT(generation_names(root()), IsEmpty());
    release_build(root());
    EXPECT_EQ(held_build(root()), std::nullopt);
}

TEST_F(Generations, AreLockedForOneCallerAtATime)
{
    const Fd held = lock_installation(root());
    EXPECT_THAT(refusal_of([&] { static_cast<void>(lock_installation(root())); }),
                Refuses(Exit::TempFail, "the installation is busy"));
}

TEST_F(Generations, AreUsedByTheInstancesWhoseLayersNameThem)
{
    temporary_.write("instances/beta/layers", "installations/1\n");
    temporary_.write("instances/alpha/layers", "overlays/x\ninstallations/1\n");
    temporary_.write("instances/old/layers", "installation\n");
    temporary_.make("instances/never-started");
    EXPECT_THAT(users_of_installations(root()),
                ElementsAre(Pair("installation", ElementsAre("old")),
                            Pair("installations/1", ElementsAre("alpha", "beta"))));
}
} // namespace
} // namespace left4me
