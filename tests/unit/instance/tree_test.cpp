#include "fixture/refusal.hpp"
#include "fixture/temporary_root.hpp"
#include "instance/tree.hpp"

namespace left4me
{
namespace
{
using test::refusal_of;
using test::Refuses;
using testing::UnorderedElementsAre;

class Tree : public testing::Test
{
protected:
    [[nodiscard]] Directory open() const { return *find_directory(temporary_.at("")); }

    test::TemporaryRoot temporary_;
};

TEST_F(Tree, HasTheEntriesOfADirectoryEachTimeItIsAsked)
{
    temporary_.write("overlays/.hidden", "");
    temporary_.make("overlays/a");
    const Directory overlays = *find_directory(temporary_.at("overlays"));
    EXPECT_THAT(entries_of(overlays), UnorderedElementsAre(".hidden", "a"));
    EXPECT_THAT(entries_of(overlays), UnorderedElementsAre(".hidden", "a"));
}

TEST_F(Tree, IsEnteredOnlyThroughDirectories)
{
    temporary_.link("link", "overlays");
    temporary_.write("file", "");
    const Directory base = open();
    TreeCursor cursor(base, TreeCursor::Rights::AsFound);
    EXPECT_FALSE(cursor.enter("link"));
    EXPECT_FALSE(cursor.enter("file"));
    EXPECT_FALSE(cursor.enter("none"));
    EXPECT_TRUE(cursor.enter("overlays"));
    EXPECT_EQ(cursor.leave(), "overlays");
}

TEST_F(Tree, IsNotLeftForADirectoryThatItDidNotComeFrom)
{
    temporary_.make("a/b");
    temporary_.make("elsewhere");
    const Directory base = open();
    TreeCursor cursor(base, TreeCursor::Rights::AsFound);
    ASSERT_TRUE(cursor.enter("a") && cursor.enter("b"));
    std::filesystem::rename(temporary_.at("a/b"), temporary_.at("elsewhere/b"));
    EXPECT_THAT(refusal_of([&] { cursor.leave(); }), Refuses(Exit::TempFail, "was moved away meanwhile"));
}

TEST_F(Tree, IsShownWithoutControlCharactersAndNotAtFullDepth)
{
    const std::string hostile = "\x1b[31m\n";
    temporary_.make(hostile);
    const Directory base = open();
    TreeCursor cursor(base, TreeCursor::Rights::AsFound);
    ASSERT_TRUE(cursor.enter(hostile));
    EXPECT_EQ(cursor.shown("\r"), base.path.string() + "/\\x1b[31m\\x0a/\\x0d");
    for (int level = 0; level < 20; ++level)
    {
        ASSERT_EQ(::mkdirat(cursor.here().get(), std::string(200, 'd').c_str(), 0700), 0);
        ASSERT_TRUE(cursor.enter(std::string(200, 'd')));
    }
    EXPECT_LT(cursor.shown("x").size(), 600U);
}

TEST_F(Tree, IsRemovedWithItsReadOnlyDirectories)
{
    temporary_.write("tree/locked/file", "");
    ASSERT_EQ(::chmod(temporary_.at("tree/locked").c_str(), 0), 0);
    remove_tree(open(), "tree");
    EXPECT_FALSE(temporary_.has("tree"));
    remove_tree(open(), "tree");
}

TEST_F(Tree, IsLookedThroughForSomeTimeOnly)
{
    temporary_.make("tree");
    const Directory base = open();
    TreeCursor cursor(base, TreeCursor::Rights::AsFound, TimeLimit(std::chrono::seconds(0)));
    ASSERT_TRUE(cursor.enter("tree"));
    const auto nothing = [] { return std::vector<std::string>(); };
    const auto left = [](const std::string& /*name*/) {};
    EXPECT_THROW(walk(cursor, nothing, left), UserError);
}

TEST_F(Tree, MayHaveDirectoriesOfAnyNumberOfEntries)
{
    temporary_.write("tree/a", "");
    const Directory base = open();
    TreeCursor cursor(base, TreeCursor::Rights::AsFound, TimeLimit(std::chrono::seconds(0)));
    ASSERT_TRUE(cursor.enter("tree"));
    EXPECT_THROW(static_cast<void>(entries_of(cursor)), UserError);
}

TEST_F(Tree, KeepsItsModesWhenItIsOnlyLookedAt)
{
    ASSERT_EQ(::chmod(temporary_.make("tree").c_str(), 0500), 0);
    const Directory base = open();
    TreeCursor cursor(base, TreeCursor::Rights::AsFound);
    EXPECT_TRUE(cursor.enter("tree"));
    EXPECT_EQ(temporary_.mode("tree"), 0500U);
}
} // namespace
} // namespace left4me
