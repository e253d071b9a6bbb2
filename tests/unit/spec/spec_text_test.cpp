#include "fixture/refusal.hpp"
#include "spec/spec_text.hpp"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace left4me
{
namespace
{
using test::refusal_of;
using test::Refuses;
using testing::ElementsAreArray;

Spec spec_with(std::vector<SpecOverlay> overlays)
{
    Spec spec;
    spec.file = "instance.env";
    spec.port = 27015;
    spec.overlays = std::move(overlays);
    return spec;
}

/// One a line: what YAML takes for something else where it stands alone.
constexpr char kAwkward[] = R"(a: b
a #b
# a
'
it's
''
"a"
a\nb
-
- a
? a
!tag
&a
*a
%YAML
---
...
null
~
true
no
27015
1e3
{a}
[a]
a,b
|
>
@a
 a 
a:
<<
=)";

std::vector<std::string> awkward_texts()
{
    std::vector<std::string> texts = {"\xC3\xA9", "a\xE2\x80\xA8z", "\xEF\xBB\xBFz", std::string(5000, 'x')};
    std::istringstream lines(kAwkward);
    for (std::string line; std::getline(lines, line);)
    {
        texts.push_back(line);
    }
    return texts;
}

TEST(SpecText, IsWrittenAsPeopleWriteIt)
{
    Spec spec = spec_with({{"tickrate", {}, false, {}},
                           {"users/42/my own", "own", false, {}},
                           {"competitive/base", "overlay_7", true, {}}});
    spec.arguments = {"-tickrate", "60", "+map", "c1m1_hotel", "-norestart"};
    spec.config = {"hostname \"it's\"", ""};
    EXPECT_EQ(spec_text(spec), "port: 27015\n"
                               "overlays:\n"
                               "  - 'tickrate'\n"
                               "  - path: 'users/42/my own'\n"
                               "    alias: 'own'\n"
                               "  - path: 'competitive/base'\n"
                               "    alias: 'overlay_7'\n"
                               "    exec: true\n"
                               "arguments:\n"
                               "  - '-tickrate 60'\n"
                               "  - '+map c1m1_hotel'\n"
                               "  - '-norestart'\n"
                               "config:\n"
                               "  - 'hostname \"it''s\"'\n"
                               "  - ''\n");
}

TEST(SpecText, LeavesOutWhatIsEmpty)
{
    EXPECT_EQ(spec_text(spec_with({})), "port: 27015\n");
}

TEST(SpecText, HoldsEveryLineOfConfigAsItIs)
{
    Spec spec = spec_with({});
    spec.config = awkward_texts();
    EXPECT_THAT(parse_spec(spec_text(spec), "s.yaml").config, ElementsAreArray(awkward_texts()));
}

TEST(SpecText, HoldsEveryOverlayAndArgumentAsItIs)
{
    for (const std::string& text : awkward_texts())
    {
        if (text.size() > 255)
        {
            continue;
        }
        Spec spec = spec_with({{text, "a", true, {}}, {"dir/" + text, {}, false, {}}});
        if (text.find(' ') == std::string::npos)
        {
            spec.arguments = {"first", text, "+" + text};
        }
        const Spec read = parse_spec(spec_text(spec), "s.yaml");
        EXPECT_EQ(read.overlays.at(0).ref, text);
        EXPECT_EQ(read.overlays.at(1).ref, "dir/" + text);
        EXPECT_EQ(read.arguments, spec.arguments);
    }
}

TEST(SpecText, IsRefusedWhereNoSpecCanSayIt)
{
    const Spec twice = spec_with({{"a", {}, false, {}}, {"a", {}, false, {}}});
    EXPECT_THAT(
        refusal_of([&] { static_cast<void>(spec_text(twice)); }),
        Refuses(Exit::DataErr, "the spec made of instance.env:4:5: the overlay \"a\" stands in line 3"));
    Spec tab = spec_with({});
    tab.config = {"a\tb"};
    EXPECT_EQ(refusal_of([&] { static_cast<void>(spec_text(tab)); }).exit, Exit::DataErr);
}
} // namespace
} // namespace left4me
