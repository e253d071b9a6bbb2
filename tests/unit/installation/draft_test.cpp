#include "fixture/refusal.hpp"
#include "fixture/temporary_root.hpp"
#include "installation/draft.hpp"
#include "installation/generations.hpp"
#include "system/process.hpp"

namespace left4me
{
namespace
{
using testing::ElementsAre;

/// In whichever way this machine offers for its temporary directory.
class DraftOf : public testing::Test
{
protected:
    DraftOf()
    {
        std::filesystem::remove(temporary_.at("installation"));
        temporary_.write("installations/1/in-place", "old");
        temporary_.write("installations/1/renamed", "old");
        temporary_.write("installations/1/deleted", "old");
        temporary_.write("installations/1/gone/deeper", "old");
        temporary_.write("installations/1/kept", "old");
    }

    /// What SteamCMD does, in the draft's directory.
    static void work(const Draft& draft, const std::string& script)
    {
        std::string said;
        const Sink hear = [&](std::string_view piece) { said += piece; };
        const int status = run_to_the_last(
            {"/bin/sh", "-ec", "cd \"$0\"\n" + script, draft.directory().string()},
            [&]
            {
                if (const auto overlay = draft.overlay())
                {
                    enter_private_overlay(*overlay);
                }
            },
            hear, hear);
        ASSERT_EQ(status, 0) << said;
    }
    static constexpr char kUpdate[] = "printf new >in-place; printf new >new; mv new renamed\n"
                                      "rm deleted; rm -r gone; mkdir added; printf new >added/file";

    void expect_generation_1_untouched() const
    {
        for (const char* const file : {"in-place", "renamed", "deleted", "gone/deeper", "kept"})
        {
            EXPECT_EQ(temporary_.read(std::string("installations/1/") + file), "old") << file;
        }
    }

    test::TemporaryRoot temporary_;
};

TEST_F(DraftOf, NothingIsAnEmptyDirectoryThatBecomesGeneration1)
{
    std::filesystem::remove_all(temporary_.at("installations"));
    Draft draft(temporary_.root(), std::nullopt);
    work(draft, "printf game >srcds_run");
    EXPECT_EQ(draft.assemble(), temporary_.at("installations/.update/tree"));
    EXPECT_FALSE(draft.is_like_base());
    EXPECT_THAT(generation_names(temporary_.root()), testing::IsEmpty());
    EXPECT_EQ(draft.publish(), "1");
    draft.discard();
    EXPECT_EQ(temporary_.read("installations/1/srcds_run"), "game");
    EXPECT_FALSE(temporary_.has("installations/.update"));
}

TEST_F(DraftOf, AGenerationChangesNoByteOfIt)
{
    Draft draft(temporary_.root(), "1");
    work(draft, kUpdate);
    expect_generation_1_untouched();
    static_cast<void>(draft.assemble());
    EXPECT_FALSE(draft.is_like_base());
    EXPECT_EQ(draft.publish(), "2");
    draft.discard();
    expect_generation_1_untouched();
    for (const char* const file : {"in-place", "renamed", "added/file"})
    {
        EXPECT_EQ(temporary_.read(std::string("installations/2/") + file), "new") << file;
    }
    EXPECT_FALSE(temporary_.has("installations/2/deleted"));
    EXPECT_FALSE(temporary_.has("installations/2/gone"));
    EXPECT_EQ(temporary_.read("installations/2/kept"), "old");
}

TEST_F(DraftOf, AGenerationIsLikeItWhileNothingChanged)
{
    Draft draft(temporary_.root(), "1");
    work(draft, "mkdir -p steamapps; date >steamapps/appmanifest_222860.acf");
    static_cast<void>(draft.assemble());
    EXPECT_TRUE(draft.is_like_base());
}

TEST_F(DraftOf, AGenerationGoesOnWhereAnEarlierCallWasKilled)
{
    work(Draft(temporary_.root(), "1"), kUpdate);
    Draft again(temporary_.root(), "1");
    work(again, "test \"$(cat in-place)\" = new; test ! -e gone");
    static_cast<void>(again.assemble());
    static_cast<void>(again.assemble());
    EXPECT_EQ(again.publish(), "2");
    EXPECT_EQ(temporary_.read("installations/2/added/file"), "new");
}

TEST_F(DraftOf, AGenerationIsNotGoneOnWithOnceItIsPublished)
{
    {
        Draft draft(temporary_.root(), "1");
        work(draft, kUpdate);
        static_cast<void>(draft.assemble());
        EXPECT_EQ(draft.publish(), "2"); // and killed before discard() and before anybody makes it current
    }
    Draft again(temporary_.root(), "1");
    work(again, "test \"$(cat in-place)\" = old; printf newer >in-place; printf newer >renamed");
    EXPECT_EQ(temporary_.read("installations/2/in-place"), "new");
    EXPECT_EQ(temporary_.read("installations/2/renamed"), "new");
}

TEST_F(DraftOf, AnotherGenerationBeginsAnew)
{
    work(Draft(temporary_.root(), "1"), kUpdate);
    temporary_.write("installations/2/other", "other");
    Draft draft(temporary_.root(), "2");
    work(draft, "test -e other; test ! -e added");
}

TEST_F(DraftOf, AGenerationBeginsAnewWhereTheBeginningWasCutShort)
{
    temporary_.make("installations/.update/tree.part");
    temporary_.link("installations/.update/base", "1");
    Draft draft(temporary_.root(), "1");
    work(draft, "test \"$(cat kept)\" = old");
}

TEST_F(DraftOf, AGenerationMayBeOfANameThatMountOptionsGiveAMeaning)
{
    temporary_.write("installations/a,b:c\\d/file", "old");
    Draft draft(temporary_.root(), "a,b:c\\d");
    work(draft, "printf new >file");
    static_cast<void>(draft.assemble());
    EXPECT_EQ(draft.publish(), "2");
    EXPECT_EQ(temporary_.read("installations/a,b:c\\d/file"), "old");
    EXPECT_EQ(temporary_.read("installations/2/file"), "new");
    EXPECT_THAT(generation_names(temporary_.root()), ElementsAre("a,b:c\\d", "1", "2"));
}
} // namespace
} // namespace left4me
