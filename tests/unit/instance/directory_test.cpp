#include "fixture/refusal.hpp"
#include "fixture/temporary_root.hpp"
#include "instance/directory.hpp"

namespace left4me
{
namespace
{
using test::refusal_of;
using test::Refuses;

class DirectoryFiles : public testing::Test
{
protected:
    [[nodiscard]] Directory open() const { return *find_directory(temporary_.at("")); }

    void expect_unreadable(const std::string& name, const std::string& part, std::size_t limit = 10) const
    {
        EXPECT_THAT(refusal_of([&] { static_cast<void>(read_file(open(), name, limit)); }),
                    Refuses(Exit::DataErr, part));
    }

    test::TemporaryRoot temporary_;
};

TEST_F(DirectoryFiles, AreAbsentRatherThanAnErrorWhenMissing)
{
    EXPECT_FALSE(find_directory(temporary_.at("none")));
    EXPECT_EQ(read_file(open(), "none", 10), std::nullopt);
}

TEST_F(DirectoryFiles, AreNeverReachedThroughASymlink)
{
    temporary_.link("way", "overlays");
    temporary_.write("target", "secret");
    temporary_.link("file", "target");
    EXPECT_EQ(refusal_of([&] { static_cast<void>(find_directory(temporary_.at("way"))); }).exit,
              Exit::DataErr);
    EXPECT_EQ(refusal_of([&] { static_cast<void>(make_directory(open(), "way", kPublicDirectory)); }).exit,
              Exit::DataErr);
    expect_unreadable("file", "cannot read");
}

TEST_F(DirectoryFiles, AreRegularAndReadingThemNeverBlocks)
{
    ASSERT_EQ(::mkfifo(temporary_.at("fifo").c_str(), 0600), 0);
    expect_unreadable("fifo", "is not a regular file");
    expect_unreadable("overlays", "is not a regular file");
}

TEST_F(DirectoryFiles, AreReadWholeUpToTheirLimit)
{
    temporary_.write("file", "0123456789");
    EXPECT_EQ(read_file(open(), "file", 10), "0123456789");
    expect_unreadable("file", "is larger than 9 bytes", 9);
    temporary_.write("large", std::string(200'000, 'x'));
    EXPECT_EQ(read_file(open(), "large", 200'000)->size(), 200'000U);
}

TEST_F(DirectoryFiles, GetTheModeAskedForWhateverTheUmask)
{
    const test::Umask tight(0077);
    EXPECT_EQ(make_directory(open(), "public", kPublicDirectory).path, temporary_.at("public"));
    EXPECT_EQ(temporary_.mode("public"), kPublicDirectory);
    write_file(open(), "private", "x", kPrivateFile);
    write_file(open(), "open", "x", kPublicFile);
    EXPECT_EQ(temporary_.mode("private"), kPrivateFile);
    EXPECT_EQ(temporary_.mode("open"), kPublicFile);
}

TEST_F(DirectoryFiles, KeepWiderModesOfDirectories)
{
    std::filesystem::permissions(temporary_.make("shared"), static_cast<std::filesystem::perms>(02775));
    static_cast<void>(make_directory(open(), "shared", kPublicDirectory));
    EXPECT_EQ(temporary_.mode("shared"), 02775U);
}

TEST_F(DirectoryFiles, AreReplacedAndNotWrittenThrough)
{
    temporary_.write("target", "old");
    temporary_.link("link", "target");
    std::filesystem::create_hard_link(temporary_.at("target"), temporary_.at("name"));
    write_file(open(), "link", "new", kPublicFile);
    write_file(open(), "name", "new", kPublicFile);
    EXPECT_EQ(temporary_.read("target"), "old");
    EXPECT_EQ(temporary_.read("link"), "new");
    EXPECT_FALSE(std::filesystem::is_symlink(temporary_.at("link")));
    EXPECT_EQ(temporary_.read("name"), "new");
}

TEST_F(DirectoryFiles, StayTheSameFileWhenNothingChanges)
{
    write_file(open(), "file", "text", kPrivateFile);
    const ino_t before = temporary_.status("file").st_ino;
    write_file(open(), "file", "text", kPrivateFile);
    EXPECT_EQ(temporary_.status("file").st_ino, before);
    write_file(open(), "file", "TEXT", kPrivateFile);
    EXPECT_NE(temporary_.status("file").st_ino, before);
}

TEST_F(DirectoryFiles, AreWrittenAnewWhenOnlyTheirModeIsWrong)
{
    std::filesystem::permissions(temporary_.write("file", "text"), std::filesystem::perms::all);
    write_file(open(), "file", "text", kPrivateFile);
    EXPECT_EQ(temporary_.mode("file"), kPrivateFile);
}

TEST_F(DirectoryFiles, LeaveNoTemporaryBehind)
{
    temporary_.write(".file.new", "half");
    write_file(open(), "file", "text", kPublicFile);
    EXPECT_FALSE(temporary_.has(".file.new"));
    temporary_.write(".file.new", "half");
    write_file(open(), "file", "text", kPublicFile);
    EXPECT_FALSE(temporary_.has(".file.new"));
}

TEST_F(DirectoryFiles, KeepTheirTextWhenTheNewOneCannotTakeTheirPlace)
{
    temporary_.make("file");
    EXPECT_THAT(refusal_of([&] { write_file(open(), "file", "text", kPublicFile); }),
                Refuses(Exit::OsErr, "cannot write"));
    EXPECT_TRUE(std::filesystem::is_directory(temporary_.at("file")));
    EXPECT_FALSE(temporary_.has(".file.new"));
}

TEST_F(DirectoryFiles, AreAllReplacedOrNone)
{
    temporary_.write("one", "old");
    temporary_.write("other", "old");
    temporary_.write(".other.new/in the way", "");
    const auto refusal = refusal_of(
        [&] {
            write_files(open(), {{"one", "new", kPublicFile}, {"other", "new", kPublicFile}});
        });
    EXPECT_THAT(refusal, Refuses(Exit::OsErr, "cannot write"));
    EXPECT_EQ(temporary_.read("one"), "old");
    EXPECT_FALSE(temporary_.has(".one.new"));
    std::filesystem::remove_all(temporary_.at(".other.new"));
    write_files(open(), {{"one", "new", kPublicFile}, {"other", "new", kPrivateFile}});
    EXPECT_EQ(temporary_.read("one") + temporary_.read("other"), "newnew");
    EXPECT_EQ(temporary_.mode("other"), kPrivateFile);
}

TEST_F(DirectoryFiles, OfAStateRootThatIsNotThereSayHowToMakeIt)
{
    EXPECT_THAT(refusal_of([] { static_cast<void>(make_state_directory("/nonexistent/instances")); }),
                Refuses(Exit::Config, "systemd-tmpfiles --create"));
}
} // namespace
} // namespace left4me
