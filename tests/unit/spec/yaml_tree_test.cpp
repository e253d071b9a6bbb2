#include "fixture/refusal.hpp"
#include "spec/yaml_tree.hpp"

namespace left4me
{
namespace
{
using test::refusal_of;
using test::Refuses;
using Kind = YamlNode::Kind;

struct RefusedYaml
{
    std::string text;
    std::string part; // of the sentence, from the file's name on
};

void expect_yaml_refused(const std::vector<RefusedYaml>& cases)
{
    for (const RefusedYaml& example : cases)
    {
        EXPECT_THAT(refusal_of([&] { static_cast<void>(read_yaml(example.text, "s.yaml")); }),
                    Refuses(Exit::DataErr, example.part))
            << example.text;
    }
}

std::string nested(int depth)
{
    const auto levels = static_cast<std::size_t>(depth);
    return std::string(levels, '[') + std::string(levels, ']');
}

TEST(YamlTree, KeepsTheOrderTheKindAndThePlaceOfEachValue)
{
    const YamlNode root = read_yaml("a: 1\n\xC3\xA9: [\"x\", y, ~]\n", "s.yaml");
    ASSERT_EQ(root.kind, Kind::Map);
    ASSERT_EQ(root.entries.size(), 2U);
    EXPECT_EQ(root.entries[0].value.kind, Kind::Plain);
    const YamlNode& list = root.entries[1].value;
    ASSERT_EQ(list.items.size(), 3U);
    EXPECT_EQ(list.items[0].kind, Kind::Quoted);
    EXPECT_EQ(list.items[0].text, "x");
    EXPECT_EQ(list.items[1].mark.line, 2);
    EXPECT_EQ(list.items[1].mark.column, 10);
    EXPECT_EQ(list.items[2].kind, Kind::Null);
}

TEST(YamlTree, ReadsTheSameFromWindowsLineEndsAndBehindAByteOrderMark)
{
    const YamlNode root = read_yaml("\xEF\xBB\xBF# note\r\na: 1\r\nb: x y\r\n", "s.yaml");
    ASSERT_EQ(root.entries.size(), 2U);
    EXPECT_EQ(root.entries[0].value.text, "1");
    EXPECT_EQ(root.entries[1].value.text, "x y");
    EXPECT_EQ(root.entries[1].mark.line, 3);
    EXPECT_EQ(root.entries[1].mark.column, 1);
}

TEST(YamlTree, IsEmptyForATextWithoutADocument)
{
    for (const std::string_view text : {"", "# only this\n", "---\n", "\n\n"})
    {
        EXPECT_EQ(read_yaml(text, "s.yaml").kind, Kind::Null) << text;
    }
}

TEST(YamlTree, RefusesWhatIsNotUtf8WithThePlaceOfTheByte)
{
    expect_yaml_refused({{"a: 1\nb: \xFF", "s.yaml:2:4: not UTF-8"},
                         {"\xFF\xFE"
                          "a",
                          "s.yaml:1:1: not UTF-8"},
                         {"\xC3\xA9\xED\xA0\x80", "s.yaml:1:2: not UTF-8"}});
}

TEST(YamlTree, RefusesRawControlCharactersWithTheirPlace)
{
    expect_yaml_refused({{std::string("a: \0", 4), "s.yaml:1:4: a control character"},
                         {"a: 1\nb: \x1b[31m", "s.yaml:2:4: a control character"},
                         {"# \x7f", "s.yaml:1:3: a control character"},
                         {"a: \x04", "s.yaml:1:4: a control character"}});
}

TEST(YamlTree, RefusesTwoEqualKeysAtTheSecond)
{
    expect_yaml_refused({{"a: 1\na: 2", "s.yaml:2:1: the key \"a\" stands here twice"},
                         {"x: {b: 1, \"b\": 2}", "s.yaml:1:11: the key \"b\""},
                         {"\"\\e\": 1\n\"\\e\": 2", "the key \"\\x1b\""}});
}

TEST(YamlTree, TakesEqualKeysOfDifferentMapsForDifferent)
{
    EXPECT_EQ(read_yaml("[{a: 1}, {a: 2}]", "s.yaml").items.size(), 2U);
}

TEST(YamlTree, RefusesAnchorsAliasesAndTags)
{
    expect_yaml_refused({{"a: &x 1", "s.yaml:1:4: YAML anchors"},
                         {"&x a: 1", "YAML anchors"},
                         {"a: &x [1]", "YAML anchors"},
                         {"a: &x {b: 1}", "YAML anchors"},
                         {"a: &x", "YAML anchors"},
                         {"a: &x 1\nb: *x", "s.yaml:1:4: YAML anchors"},
                         {"a: *x", "s.yaml:1:4:"},
                         {"a: !x 1", "s.yaml:1:4: YAML tags"},
                         {"a: !!str 1", "YAML tags"},
                         {"a: !!map {}", "YAML tags"},
                         {"a: !<tag:x> [1]", "YAML tags"}});
}

TEST(YamlTree, RefusesASecondDocument)
{
    expect_yaml_refused({{"a: 1\n---\nb: 2\n", "a second YAML document begins here"},
                         {"a: 1\n...\n---\n", "a second YAML document begins here"}});
    EXPECT_EQ(read_yaml("---\na: 1\n...\n", "s.yaml").entries.size(), 1U);
}

TEST(YamlTree, IsAtMostSixteenLevelsDeep)
{
    EXPECT_EQ(read_yaml(nested(16), "s.yaml").kind, Kind::Sequence);
    expect_yaml_refused({{nested(17), "s.yaml:1:17: nested too deeply"}});
}

TEST(YamlTree, RefusesKeysThatAreNoWords)
{
    expect_yaml_refused({{"[a]: 1", "a key must be a plain word"},
                         {"{a: 1}: 1", "a key must be a plain word"},
                         {"~: 1", "a key must be a plain word"},
                         {"? [a]\n: 1", "a key must be a plain word"},
                         {": 1", "a key must be a plain word"}});
}

TEST(YamlTree, NamesThePlaceWhereYamlEnds)
{
    expect_yaml_refused({{"a: [1, 2", "s.yaml:1:"},
                         {"a: 1\n b: 2\n", "s.yaml:2:"},
                         {"a:\n\tb: 1\n", "s.yaml:2:"},
                         {"a: \"x", "s.yaml:1:"},
                         {"a: 'x\n", "not YAML"},
                         {"a: @x", "s.yaml:1:4"},
                         {"a: }", "s.yaml:1:"},
                         {"a: \"\\z\"", "not YAML"},
                         {"a: \"\\uD800\"", "not YAML"},
                         {"a: b: c", "not YAML"},
                         {"a:\n  - \"b \"c\"\"\n", "belongs in single quotes"},
                         {"a:\n\tb: c", "s.yaml:2:1: a tab indents this line"},
                         {"a:\n  - b\n \t- c: d: e", "s.yaml:3:2: a tab indents this line"},
                         {"%YAML 9.9\n---\na: 1", "not YAML"},
                         {"- 1\na: 2", "s.yaml:2:1: a second YAML document begins here"}});
}

TEST(YamlTree, RefusesAQuoteThatIsStillOpenWhereTheFileEnds)
{
    for (const std::string quote : {"'", "\""})
    {
        for (const std::string end : {"", "\n", "\r\n", "\n\n", "\n  ", "\n\t"})
        {
            EXPECT_THAT(
                refusal_of([&] { static_cast<void>(read_yaml("a: " + quote + "x" + end, "s.yaml")); }),
                Refuses(Exit::DataErr, "not YAML"))
                << quote << "x" << end;
        }
    }
}

TEST(YamlTree, EndsABlockOfTextWhereTheFileEnds)
{
    EXPECT_EQ(read_yaml("a: |\n  x", "s.yaml").entries[0].value.text, "x");
    EXPECT_EQ(read_yaml("a: |\n  x\n", "s.yaml").entries[0].value.text, "x\n");
    EXPECT_EQ(read_yaml("a: |\n  x\n\n", "s.yaml").entries[0].value.text, "x\n");
}

TEST(YamlTree, RefusesEscapesThatYamlCppTurnsIntoBrokenUtf8)
{
    expect_yaml_refused({{"a: \"x\\N\"", "s.yaml:1:4: the escapes \\N and \\_"},
                         {"a: \"\\_\"", "s.yaml:1:4: the escapes"},
                         {"\"\\_\": 1", "s.yaml:1:1: the escapes"}});
    EXPECT_EQ(read_yaml("a: \"\\xe9\\u00a0\\L\"", "s.yaml").entries[0].value.text,
              "\xC3\xA9\xC2\xA0\xE2\x80\xA8");
}

TEST(YamlTree, ShowsTheNameOfAFileWithoutItsControlCharacters)
{
    EXPECT_THAT(refusal_of([] { static_cast<void>(read_yaml("[", "a\n\x1b.yaml")); }),
                Refuses(Exit::DataErr, "a\\x0a\\x1b.yaml:1:"));
}
} // namespace
} // namespace left4me
