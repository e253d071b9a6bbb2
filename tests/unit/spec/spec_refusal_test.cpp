#include "fixture/refusal.hpp"
#include "spec/spec.hpp"

namespace left4me
{
namespace
{
using test::refusal_of;
using test::Refuses;

struct RefusedSpec
{
    std::string text;
    std::string part;
};

void expect_spec_refused(const std::vector<RefusedSpec>& cases)
{
    for (const RefusedSpec& example : cases)
    {
        EXPECT_THAT(refusal_of([&] { static_cast<void>(parse_spec(example.text, "s.yaml")); }),
                    Refuses(Exit::DataErr, example.part))
            << example.text;
    }
}

TEST(SpecRefusal, IsForWhatIsNoMap)
{
    expect_spec_refused({{"", "s.yaml:1:1: a spec is a map"},
                         {"# nothing", "a spec is a map"},
                         {"- port: 27015", "s.yaml:1:1: a spec is a map"},
                         {"27015", "s.yaml:1:1: a spec is a map"}});
}

TEST(SpecRefusal, IsForAPortThatIsMissingOrNone)
{
    expect_spec_refused({{"config: []", "s.yaml:1:1: the key port is missing"},
                         {"{}", "the key port is missing"},
                         {"port:", "port must be a number"},
                         {"port: \"27015\"", "s.yaml:1:7: port must be a number without quotes"},
                         {"port: [27015]", "s.yaml:1:7: port must be a number"},
                         {"port: 1023", "s.yaml:1:7: port must be a whole number from 1024 to 65535"},
                         {"port: 65536", "s.yaml:1:7: port must be a whole number"},
                         {"port: 0x6987", "s.yaml:1:7: port must be a whole number"},
                         {"port: 27015.0", "s.yaml:1:7: port must be a whole number"},
                         {"port: -27015", "s.yaml:1:7: port must be a whole number"},
                         {"port: true", "s.yaml:1:7: port must be a whole number"}});
}

TEST(SpecRefusal, IsForUnknownKeysAndNamesThem)
{
    expect_spec_refused(
        {{"port: 27015\nprot: 1", "s.yaml:2:1: unknown key \"prot\"; did you mean port?"},
         {"X-note: 1",
          "s.yaml:1:1: unknown key \"X-note\": a spec has port, overlays, arguments and config; a "
          "key of your own must begin with x-"},
         {"Port: 27015", "unknown key \"Port\""},
         {"\"\\e[31m\": 1", "unknown key \"\\x1b[31m\""},
         {"port: 27015\noverlays:\n- path: a\n  aliass: b",
          "s.yaml:4:3: unknown key \"aliass\"; did you mean alias?"}});
}

TEST(SpecRefusal, IsForTheWrongType)
{
    expect_spec_refused(
        {{"overlays: tickrate", "s.yaml:1:11: overlays must be a list"},
         {"overlays: {a: b}", "overlays must be a list"},
         {"overlays:", "overlays must be a list"},
         {"overlays: [[a]]", "s.yaml:1:12: an overlay must be a text"},
         {"overlays: [~]", "s.yaml:1:12: an overlay must be a text"},
         {"overlays: [{path: [a]}]", "s.yaml:1:19: an overlay must be a text"},
         {"overlays: [{path: a, alias: ~}]", "alias must be a text"},
         {"overlays: [{path: a, alias: {}}]", "alias must be a text"},
         {"arguments: -tickrate 60", "s.yaml:1:12: arguments must be a list"},
         {"arguments: [[a]]", "s.yaml:1:13: an argument must be a text"},
         {"config: sv_cheats 1", "s.yaml:1:9: config must be a list"},
         {"config: [{hostname: x}]", "s.yaml:1:10: a line of config is a text, and a colon"}});
}

TEST(SpecRefusal, IsForARefThatIsNoPathBelowOverlays)
{
    expect_spec_refused({{"overlays: [../a]", "s.yaml:1:12: \"../a\" is no overlay"},
                         {"overlays: [/etc]", "\"/etc\" is no overlay"},
                         {"overlays: [a/]", "\"a/\" is no overlay"},
                         {"overlays: ['']", "\"\" is no overlay"},
                         {"overlays: [{path: a/../b}]", "s.yaml:1:19: \"a/../b\" is no overlay"},
                         {"overlays: [\"a\\nb\"]", "\"a\\x0ab\" is no overlay"},
                         {"overlays: [\"a\\u0085\"]", "\"a\\xc2\\x85\" is no overlay"}});
}

TEST(SpecRefusal, IsForAnOverlayMapThatDoesNotAddUp)
{
    expect_spec_refused(
        {{"overlays: [{alias: x}]", "s.yaml:1:12: the overlay has no path"},
         {"overlays: [{}]", "s.yaml:1:12: the overlay has no path"},
         {"overlays: [{path: a, exec: true}]", "exec needs an alias, for"},
         {"overlays: [{path: a, alias: A}]", "s.yaml:1:29: alias must be 1 to 64"},
         {"overlays: [{path: a, alias: \"x;quit\"}]", "alias must be 1 to 64"},
         {"overlays: [{path: a, alias: ''}]", "alias must be 1 to 64"},
         {"overlays: [{path: a, alias: x, exec: yes}]", "s.yaml:1:38: exec must be true or false"},
         {"overlays: [{path: a, alias: x, exec: \"true\"}]", "exec must be true or false"},
         {"overlays: [{path: a, alias: x, exec: 1}]", "exec must be true or false"},
         {"overlays: [{path: a, alias: x, exec: }]", "exec must be true or false"}});
}

TEST(SpecRefusal, IsForOneOverlayTwiceAndOneAliasTwice)
{
    expect_spec_refused(
        {{"overlays:\n- a\n- b\n- a", "s.yaml:4:3: the overlay \"a\" stands in line 2 already"},
         {"overlays:\n- a\n- path: a", "s.yaml:3:9: the overlay \"a\" stands in line 2"},
         {"overlays:\n- {path: a, alias: x}\n- {path: b, alias: x}",
          "the alias \"x\" is that of the overlay in line 2"}});
}

TEST(SpecRefusal, IsForControlCharactersInArgumentsAndConfig)
{
    expect_spec_refused(
        {{"arguments: [\"a\\nb\"]", "s.yaml:1:13: an argument holds a control character"},
         {"arguments: [\"a\\rb\"]", "an argument holds a control character"},
         {"arguments: [\"a\\0b\"]", "an argument holds a control character"},
         {"arguments: [\"a\\u0085\"]", "an argument holds a control character"},
         {"arguments:\n- |\n  a\n", "an argument holds a control character"},
         {"config: [\"a\\tb\"]", "s.yaml:1:10: a line of config holds a control character"},
         {"config: [\"a\\nquit\"]", "a line of config holds a control character"},
         {"config: [\"\\x7f\"]", "a line of config holds a control character"},
         {"config:\n- |\n  a\n  b", "s.yaml:2:3: a line of config holds a control character"}});
}

TEST(SpecRefusal, DoesNotRepeatALineThatCanHoldAPassword)
{
    const auto refusal =
        refusal_of([] { static_cast<void>(parse_spec("config: [\"rcon_password hunter2\\n\"]", "s.yaml")); });
    EXPECT_THAT(refusal, Refuses(Exit::DataErr, "s.yaml:1:10"));
    EXPECT_EQ(refusal.sentence.find("hunter2"), std::string::npos);
}
} // namespace
} // namespace left4me
