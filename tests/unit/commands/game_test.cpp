#include "commands/game.hpp"
#include "left4me/error.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace left4me
{
namespace
{
class Game : public testing::Test
{
protected:
    Game()
    {
        std::string pattern = testing::TempDir() + "game-XXXXXX";
        path_ = ::mkdtemp(pattern.data());
        std::filesystem::create_directories(root().merged("alpha"));
    }
    ~Game() override { std::filesystem::remove_all(path_); }

    [[nodiscard]] StateRoot root() const { return StateRoot(path_); }

    void put_srcds_run(const std::string& text, std::filesystem::perms perms) const
    {
        const std::filesystem::path path = root().merged("alpha") / "srcds_run";
        std::ofstream(path) << text;
        std::filesystem::permissions(path, perms);
    }

    [[nodiscard]] Exit refusal_of_become() const
    {
        try
        {
            become_game(root().merged("alpha"), game_call(root().merged("alpha"), {27015, {}}));
        }
        catch (const UserError& error)
        {
            EXPECT_THAT(error.what(), testing::HasSubstr("merged"));
            return error.exit();
        }
    }

private:
    std::filesystem::path path_;
};

TEST_F(Game, IsCalledAsTheContractSays)
{
    EXPECT_THAT(
        game_call("/srv/l4d2/runtime/alpha/merged", {27015, {"-tickrate", "60", "+map", "c1m1_hotel"}}),
        testing::ElementsAre("/srv/l4d2/runtime/alpha/merged/srcds_run", "-norestart", "-game", "left4dead2",
                             "+ip", "0.0.0.0", "+hostport", "27015", "-tickrate", "60", "+map",
                             "c1m1_hotel"));
}

TEST_F(Game, TakesThisProcessOverInMerged)
{
    put_srcds_run(
        "#!/bin/sh\ntest \"$(pwd)\" = \"$(dirname \"$0\")\" && test \"$6\" = +hostport && exit 42\n",
        std::filesystem::perms::owner_all);
    EXPECT_EXIT(become_game(root().merged("alpha"), game_call(root().merged("alpha"), {27015, {}})),
                testing::ExitedWithCode(42), "");
}

TEST_F(Game, ThatIsMissingIs66)
{
    EXPECT_EQ(refusal_of_become(), Exit::NoInput);
}

TEST_F(Game, ThatIsNotExecutableIs77)
{
    put_srcds_run("#!/bin/sh\n", std::filesystem::perms::owner_read);
    EXPECT_EQ(refusal_of_become(), Exit::NoPerm);
}

TEST_F(Game, ThatIsNoProgramIs65)
{
    put_srcds_run("no program\n", std::filesystem::perms::owner_all);
    EXPECT_EQ(refusal_of_become(), Exit::DataErr);
}
} // namespace
} // namespace left4me
