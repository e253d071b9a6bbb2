// What a line of the layers file may lead to.
#include "files.hpp"
#include "state_root.hpp"

#include <sys/stat.h>

namespace left4me::test
{
namespace
{
using namespace std::string_view_literals;

class LayerDirectory : public StateRoot
{
protected:
    static testing::AssertionResult refuses_layer(const std::string& layer, int code)
    {
        write_layers({layer, "installation"});
        return refuses_to_mount({code});
    }

    static testing::AssertionResult shows_layer(const std::string& layer, std::string_view content)
    {
        write_layers({layer, "installation"});
        const Outcome outcome = mount();
        if (outcome.status != 0)
        {
            return succeeds(outcome);
        }
        const std::string found = read_file(merged() / "cfg/server.cfg");
        return found == content ? succeeds(umount()) : testing::AssertionFailure() << "shows " << found;
    }
};
LEFT4ME_ON_EACH_FILE_SYSTEM(LayerDirectory);

TEST_P(LayerDirectory, MustBeThere)
{
    EXPECT_TRUE(refuses_layer("overlays/missing", kNoInput));
    EXPECT_TRUE(refuses_layer("overlays/missing/deeper", kNoInput));
    EXPECT_TRUE(refuses_layer("workshop_cache/missing", kNoInput));
    write_layers({"installations/missing"});
    EXPECT_TRUE(refuses_to_mount({kNoInput}));
    std::filesystem::remove_all(at("installation"));
    write_layers({"overlays/top", "installation"});
    EXPECT_TRUE(refuses_to_mount({kNoInput}));
}

TEST_P(LayerDirectory, MustBeADirectory)
{
    make_file("overlays/file", "");
    must(mkfifo(at("overlays/fifo").c_str(), 0666), "mkfifo");
    EXPECT_TRUE(refuses_layer("overlays/file", kDataErr));
    EXPECT_TRUE(refuses_layer("overlays/fifo", kDataErr));
    EXPECT_TRUE(refuses_layer("overlays/file/deeper", kDataErr));
    make_symlink("overlays/to-file", "file");
    EXPECT_TRUE(refuses_layer("overlays/to-file", kDataErr));
}

TEST_P(LayerDirectory, MayBeReachedByRelativeSymlinksInsideOverlays)
{
    make_directory("overlays/users/42");
    make_file("overlays/tree/sub/cfg/server.cfg", "sub");
    make_symlink("overlays/link", "top");
    make_symlink("overlays/users/42/link", "../../link");
    make_symlink("overlays/to-tree", "./tree");
    EXPECT_TRUE(shows_layer("overlays/link", "top"));
    EXPECT_TRUE(shows_layer("overlays/users/42/link", "top"));
    EXPECT_TRUE(shows_layer("overlays/to-tree/sub", "sub"));
}

TEST_P(LayerDirectory, MustNotBeADanglingSymlink)
{
    make_symlink("overlays/dangling", "nowhere");
    EXPECT_TRUE(refuses_layer("overlays/dangling", kNoInput));
}

TEST_P(LayerDirectory, MustNotBeASymlinkLoop)
{
    make_symlink("overlays/one", "other");
    make_symlink("overlays/other", "one");
    make_symlink("overlays/self", "self/deeper");
    EXPECT_TRUE(refuses_layer("overlays/one", kDataErr));
    EXPECT_TRUE(refuses_layer("overlays/self", kDataErr));
}

TEST_P(LayerDirectory, MustNotEscapeFromOverlays)
{
    make_directory("workshop_cache/1");
    make_directory("overlays/users");
    make_symlink("overlays/out", "../workshop_cache/1");
    make_symlink("overlays/far", "../../../../../../etc");
    make_symlink("overlays/users/up", "../..");
    make_symlink("overlays/and-back", "../overlays/top");
    for (const char* layer : {"overlays/out", "overlays/far", "overlays/users/up",
                              "overlays/users/up/workshop_cache/1", "overlays/and-back"})
    {
        EXPECT_TRUE(refuses_layer(layer, kDataErr)) << layer;
    }
}

TEST_P(LayerDirectory, MustNotBeAnAbsoluteSymlink)
{
    make_symlink("overlays/etc", "/etc");
    make_symlink("overlays/inside", at("overlays/top"));
    make_symlink("overlays/magic", "/proc/self/cwd");
    for (const char* layer : {"overlays/etc", "overlays/inside", "overlays/magic", "overlays/inside/cfg"})
    {
        EXPECT_TRUE(refuses_layer(layer, kDataErr)) << layer;
    }
}

TEST_P(LayerDirectory, OutsideOverlaysIsNeverReachedByASymlink)
{
    make_directory("workshop_cache/1");
    make_directory("global_overlay_cache/1");
    make_directory("installations/1");
    make_symlink("workshop_cache/link", "1");
    make_symlink("global_overlay_cache/link", "1");
    make_symlink("installations/link", "1");
    EXPECT_TRUE(refuses_layer("workshop_cache/link", kDataErr));
    EXPECT_TRUE(refuses_layer("global_overlay_cache/link", kDataErr));
    write_layers({"installations/link"});
    EXPECT_TRUE(refuses_to_mount({kDataErr}));
}

TEST_P(LayerDirectory, RootsAreNoSymlinks)
{
    make_file("installations/1/game", "a generation");
    for (const char* root : {"installation", "overlays", "installations"})
    {
        SCOPED_TRACE(root);
        write_layers({"overlays/top", root == "installations"sv ? "installations/1" : "installation"});
        std::filesystem::rename(at(root), at("real"));
        make_symlink(root, "real");
        EXPECT_TRUE(refuses_to_mount({kDataErr}));
        std::filesystem::remove(at(root));
        std::filesystem::rename(at("real"), at(root));
    }
    write_layers({"overlays/top", "installation"});
    std::filesystem::rename(at("installation"), at("real"));
    make_symlink("installation", "installations/1"); // l4d2ctl writes the generation itself
    EXPECT_TRUE(refuses_to_mount({kDataErr}));
}

TEST_P(LayerDirectory, MayBeAGenerationWhateverInstallationIs)
{
    make_file("installations/1/game", "a generation");
    make_file("installations/2/game", "another");
    std::filesystem::remove_all(at("installation"));
    make_symlink("installation", "installations/2");
    write_layers({"overlays/top", "installations/1"});
    ASSERT_TRUE(succeeds(mount()));
    EXPECT_EQ(read_file(merged() / "game"), "a generation");
}

TEST_P(LayerDirectory, IsNoGenerationThatASymlinkPretendsToBe)
{
    make_directory("installations/1");
    make_symlink("installations/etc", "/etc");
    make_symlink("installations/inside", at("installations/1"));
    make_symlink("installations/overlay", "../overlays/top");
    make_symlink("installations/up", "..");
    make_symlink("installations/magic", "/proc/self/cwd");
    make_symlink("installations/dangling", "nowhere");
    make_symlink("installations/loop", "loop");
    make_file("installations/file", "");
    for (const char* name : {"etc", "inside", "overlay", "up", "magic", "dangling", "loop", "file"})
    {
        write_layers({"overlays/top", "installations/" + std::string(name)});
        EXPECT_TRUE(refuses_to_mount({kDataErr})) << name;
    }
}

TEST_P(LayerDirectory, MustNotBeThereTwiceUnderTwoNames)
{
    make_symlink("overlays/again", "top");
    write_layers({"overlays/top", "overlays/again", "installation"});
    EXPECT_TRUE(refuses_to_mount({kDataErr}));
}

TEST_P(LayerDirectory, MustNotLieInAnother)
{
    make_symlink("overlays/inner", "top/cfg");
    write_layers({"overlays/top", "overlays/top/cfg", "installation"});
    EXPECT_TRUE(refuses_to_mount({kDataErr}));
    write_layers({"overlays/top/cfg", "overlays/top", "installation"});
    EXPECT_TRUE(refuses_to_mount({kDataErr}));
    write_layers({"overlays/inner", "overlays/base", "overlays/top", "installation"});
    EXPECT_TRUE(refuses_to_mount({kDataErr}));
}

TEST_P(LayerDirectory, MayHaveANameThatBeginsLikeAnothers)
{
    make_directory("overlays/top2");
    write_layers({"overlays/top", "overlays/top2", "installation"});
    EXPECT_TRUE(succeeds(mount()));
}
} // namespace
} // namespace left4me::test
