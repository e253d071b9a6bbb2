// Names that would mean something to an option parser, a shell or a mount table. Here they mean nothing.
#include "files.hpp"
#include "mount_table.hpp"
#include "state_root.hpp"

#include <sys/stat.h>

namespace left4me::test
{
namespace
{
class LayerName : public StateRoot
{
protected:
    static void expect_plain_name(const std::string& name)
    {
        SCOPED_TRACE(name);
        const std::string layer = "overlays/" + name;
        make_file(layer + "/here", name);
        write_layers({layer, "overlays/base", "installation"});
        ASSERT_TRUE(succeeds(mount()));
        EXPECT_TRUE(is_mounted());
        EXPECT_EQ(read_file(merged() / "here"), name);
        EXPECT_EQ(read_file(merged() / "game"), "installed");
        EXPECT_TRUE(succeeds(mount())) << "again";
        EXPECT_TRUE(succeeds(umount()));
    }

    static std::string deep(char letter)
    {
        std::string name = "d";
        for (int i = 0; i < 15; ++i)
        {
            name += "/" + std::string(200, letter);
        }
        return name;
    }
};
LEFT4ME_ON_EACH_FILE_SYSTEM(LayerName);

TEST_P(LayerName, MayHoldWhatSeparatesOptions)
{
    for (const char* name :
         {"a:b",  ":a", "a:",  ":",     "a::b",  "a,b",   ",",     "a=b",   "a,lowerdir=base", "a:base",
          "a\\b", "\\", "a\\", "a\\:b", "a\\,b", "\\054", "\\040", "\\134", "lowerdir+",       "upperdir=x"})
    {
        expect_plain_name(name);
    }
}

TEST_P(LayerName, MayHoldWhatAShellWouldRead)
{
    for (const char* name :
         {"admin system", " ", " a",  "a ",  "a'b", "a\"b", "$(id)", "`id`", "*",  "?",  "[a]",
          "{a,b}",        "~", "a;b", "a|b", "a&b", "#",    "!",     "-o",   "--", "%n", "a<b>c"})
    {
        expect_plain_name(name);
    }
}

TEST_P(LayerName, MayLookLikeWhatTheKernelWrites)
{
    for (const char* name : {"gone (deleted)", "...", ".hidden", "installation", "self", "5"})
    {
        expect_plain_name(name);
    }
}

TEST_P(LayerName, MayBeAnyUtf8)
{
    for (const char* name :
         {"\xc3\xa9", "\xd0\xba\xd0\xb0\xd1\x80\xd1\x82\xd0\xb0", "\xe5\x9c\xb0\xe5\x9b\xb3",
          "\xf0\x9f\xa7\x9f", "\xc2\xa0", "e\xcc\x81", "\xef\xbf\xbf", "\xf4\x8f\xbf\xbf"})
    {
        expect_plain_name(name);
    }
}

TEST_P(LayerName, MayBeLongAndDeep)
{
    expect_plain_name(std::string(255, 'n'));
    expect_plain_name(deep('d'));
}

// PID 1 reads the table at every change, and each backslash is four characters there.
TEST_P(LayerName, MakesNoLongLineOfTheMountTable)
{
    make_file("overlays/" + deep('\\') + "/here", "here");
    write_layers({"overlays/" + deep('\\'), "installation"});
    const std::size_t before = mount_table_text().size();
    ASSERT_TRUE(succeeds(mount()));
    EXPECT_LT(mount_table_text().size() - before, 1000U);
}

// The earlier tool joined the names into one option string, and this one gave root's directories away.
TEST_P(LayerName, ThatHoldsMountOptionsGivesNothingAway)
{
    const std::string layer = "overlays/a,bind,X-mount.owner=left4me,x=";
    make_file(layer + "/here", "here");
    struct stat before = {};
    must(stat("/usr", &before), "stat /usr");
    write_layers({layer, "installation"});
    ASSERT_TRUE(succeeds(mount()));
    EXPECT_TRUE(is_mounted());
    EXPECT_EQ(read_file(merged() / "here"), "here");
    struct stat after = {};
    must(stat("/usr", &after), "stat /usr");
    EXPECT_EQ(after.st_uid, before.st_uid);
    EXPECT_EQ(after.st_ctim.tv_sec, before.st_ctim.tv_sec);
}

TEST_P(LayerName, FiveHundredOfThemWork)
{
    std::vector<std::string> layers;
    for (int i = 0; i < 499; ++i)
    {
        layers.push_back("overlays/layer " + std::to_string(i) +
                         ", of 500: a long name so that no page holds them all");
        make_file(layers.back() + "/" + std::to_string(i), "here");
    }
    make_file(layers.front() + "/both", "first");
    make_file(layers.back() + "/both", "last");
    layers.emplace_back("installation");
    write_layers(layers);
    ASSERT_TRUE(succeeds(mount()));
    for (int i = 0; i < 499; ++i)
    {
        EXPECT_TRUE(std::filesystem::exists(merged() / std::to_string(i))) << i;
    }
    EXPECT_EQ(read_file(merged() / "both"), "first");
    EXPECT_TRUE(is_writable());
    EXPECT_TRUE(succeeds(mount())) << "again";
}
} // namespace
} // namespace left4me::test
