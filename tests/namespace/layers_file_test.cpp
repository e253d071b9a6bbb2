// The text of instances/NAME/layers as hostile input.
#include "files.hpp"
#include "state_root.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace left4me::test
{
namespace
{
using std::string_view_literals::operator""sv;

class LayersFile : public StateRoot
{
protected:
    static void set_text(std::string_view text)
    {
        std::filesystem::remove_all(at(kLayers));
        make_file(kLayers, text);
    }

    // None of these bytes may appear in the message, so each text says "zebra" where it is wrong.
    static void expect_dataerr(std::string_view text)
    {
        SCOPED_TRACE(testing::PrintToString(std::string(text)));
        set_text(text);
        EXPECT_TRUE(refuses(mount(), {kDataErr}, "zebra"));
        EXPECT_TRUE(nothing_mounted());
    }

    // 500 layers and 64 KiB, both limits exactly.
    static std::vector<std::string> largest()
    {
        std::vector<std::string> layers;
        while (layers.size() < 499)
        {
            layers.push_back(make_overlay_with_line_of(layers.size() < 497 ? 131 : 208));
        }
        layers.emplace_back("installation");
        return layers;
    }
};
LEFT4ME_ON_EACH_FILE_SYSTEM(LayersFile);

TEST_P(LayersFile, IsLinesThatEndInANewline)
{
    for (const std::string_view text :
         {""sv, "\n"sv, "installation"sv, "overlays/top\ninstallation"sv, "\ninstallation\n"sv,
          "overlays/top\n\ninstallation\n"sv, "installation\n\n"sv, "overlays/top\r\ninstallation\r\n"sv,
          "overlays/top\rinstallation\n"sv, "installation\n\0"sv, "overlays/top\0\ninstallation\n"sv,
          "\0overlays/top\ninstallation\n"sv})
    {
        expect_dataerr(text);
    }
}

TEST_P(LayersFile, NamesOnlyWhatMayBeALayer)
{
    for (const std::string_view line : {"/etc"sv,
                                        "/zebra"sv,
                                        "zebra"sv,
                                        "zebra/top"sv,
                                        "instances/alpha"sv,
                                        "runtime/alpha/upper"sv,
                                        "steam"sv,
                                        "tmp/zebra"sv,
                                        "Overlays/top"sv,
                                        "overlays_/top"sv,
                                        "overlays"sv,
                                        "overlays/"sv,
                                        "workshop_cache"sv,
                                        "workshop_cache/"sv,
                                        "global_overlay_cache"sv,
                                        ".."sv,
                                        "."sv,
                                        "./overlays/top"sv,
                                        "../zebra"sv,
                                        " overlays/top"sv,
                                        "# zebra"sv,
                                        "\"overlays/top\""sv,
                                        "\\157verlays/top"sv,
                                        "\xef\xbb\xbfoverlays/top"sv,
                                        "/"sv})
    {
        expect_dataerr(std::string(line) + "\ninstallation\n");
    }
}

TEST_P(LayersFile, HasRefsOfWholeComponents)
{
    for (const std::string_view ref :
         {"/top"sv, "top/"sv, "top//zebra"sv, "./top"sv, "top/."sv, "../overlays/top"sv, "top/../base"sv,
          "top/.."sv, ".."sv, "../../etc"sv, "/"sv})
    {
        for (const char* root : {"overlays/", "workshop_cache/", "global_overlay_cache/"})
        {
            expect_dataerr(root + std::string(ref) + "\ninstallation\n");
        }
    }
    expect_dataerr("overlays/" + std::string(256, 'z') + "\ninstallation\n");
}

TEST_P(LayersFile, HoldsNoControlCharacters)
{
    std::vector<std::string> controls = {"\x7f"};
    for (char c = 1; c < 0x20; ++c)
    {
        if (c != '\n')
        {
            controls.emplace_back(1, c);
        }
    }
    for (unsigned char c = 0x80; c < 0xa0; ++c)
    {
        controls.push_back("\xc2" + std::string(1, static_cast<char>(c)));
    }
    for (const std::string& control : controls)
    {
        const std::string layer = "overlays/zebra" + control;
        make_directory(layer);
        expect_dataerr(layer + "\ninstallation\n");
    }
}

TEST_P(LayersFile, IsUtf8)
{
    for (const std::string_view bytes :
         {"\xff"sv, "\x80"sv, "\xc3"sv, "\xc0\xaf"sv, "\xc1\xbf"sv, "\xe0\x80\xaf"sv, "\xe2\x82"sv,
          "\xed\xa0\x80"sv, "\xf0\x80\x80\xaf"sv, "\xf0\x9f\x8e"sv, "\xf4\x90\x80\x80"sv,
          "\xf8\x88\x80\x80\x80"sv, "\xe9t\xe9"sv})
    {
        const std::string layer = "overlays/zebra" + std::string(bytes);
        make_directory(layer);
        expect_dataerr(layer + "\ninstallation\n");
    }
}

TEST_P(LayersFile, EndsWithTheInstallationAndHasNoOther)
{
    make_directory("installations/one");
    make_directory("installations/two");
    make_directory("installations/one/zebra");
    make_directory("installation/zebra");
    for (const std::string_view text : {"overlays/top\n"sv,
                                        "installation\noverlays/top\n"sv,
                                        "installation\ninstallation\n"sv,
                                        "installations/one\ninstallations/two\n"sv,
                                        "installation\ninstallations/one\n"sv,
                                        "installations\n"sv,
                                        "installations/\n"sv,
                                        "installations/one/zebra\n"sv,
                                        "installations/..\n"sv,
                                        "installations/.\n"sv,
                                        "installations//one\n"sv,
                                        "installations/one/\n"sv,
                                        "/installations/one\n"sv,
                                        "installations/../installations/one\n"sv,
                                        "installations/../overlays/top\n"sv,
                                        "installations/one/..\n"sv,
                                        "./installations/one\n"sv,
                                        "installations/one/../two\n"sv,
                                        "installation/\n"sv,
                                        "installation/zebra\n"sv,
                                        "workshop_cache/zebra\n"sv})
    {
        expect_dataerr(text);
    }
}

TEST_P(LayersFile, NamesNoLayerTwice)
{
    expect_dataerr("overlays/top\noverlays/base\noverlays/top\ninstallation\n");
}

TEST_P(LayersFile, MayHoldFiveHundredLayersIn64KiB)
{
    write_layers(largest());
    ASSERT_EQ(std::filesystem::file_size(at(kLayers)), 65536U);
    ASSERT_TRUE(succeeds(mount()));
    EXPECT_TRUE(is_writable());
}

TEST_P(LayersFile, HoldsNoByteMoreThan64KiB)
{
    auto layers = largest();
    layers[0] = make_overlay_with_line_of(132);
    write_layers(layers);
    ASSERT_EQ(std::filesystem::file_size(at(kLayers)), 65537U);
    EXPECT_TRUE(refuses_to_mount({kDataErr}));
}

TEST_P(LayersFile, HoldsNoLayerMoreThan500)
{
    auto layers = largest();
    layers[498] = make_overlay_with_line_of(100);
    layers.insert(layers.begin(), make_overlay_with_line_of(100));
    write_layers(layers);
    ASSERT_LT(std::filesystem::file_size(at(kLayers)), 65536U);
    EXPECT_TRUE(refuses_to_mount({kDataErr}));
}
} // namespace
} // namespace left4me::test
