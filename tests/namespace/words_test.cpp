// The command line is the whole interface: a verb and a name, nothing else.
#include "files.hpp"
#include "state_root.hpp"

#include <sstream>

namespace left4me::test
{
namespace
{
class CommandLine : public StateRoot
{
};
LEFT4ME_ON_EACH_FILE_SYSTEM(CommandLine);

const std::vector<Words> kNoCalls = {{},
                                     {""},
                                     {"mount"},
                                     {"umount"},
                                     {"alpha"},
                                     {"mount alpha"},
                                     {"mount", ""},
                                     {"", "alpha"},
                                     {"mount", "alpha", "beta"},
                                     {"mount", "alpha", ""},
                                     {"umount", "alpha", "alpha"},
                                     {"mount", "--", "alpha"},
                                     {"--", "mount", "alpha"},
                                     {"mount", "alpha", "--"},
                                     {"-v", "mount", "alpha"},
                                     {"mount", "-f", "alpha"},
                                     {"mount", "--verbose", "alpha"},
                                     {"umount", "--lazy", "alpha"},
                                     {"alpha", "mount"},
                                     {"mount=alpha"},
                                     {"mount", "--name=alpha"},
                                     {"mount", "NAME=alpha"},
                                     {"--help"},
                                     {"-h"},
                                     {"--version"},
                                     {"help"},
                                     {"MOUNT", "alpha"},
                                     {"Mount", "alpha"},
                                     {"moun", "alpha"},
                                     {"mounts", "alpha"},
                                     {"mount ", "alpha"},
                                     {"mount\n", "alpha"},
                                     {"unmount", "alpha"},
                                     {"remount", "alpha"},
                                     {"move", "alpha"},
                                     {"mount", "mount", "alpha"}};

struct NameCase
{
    bool accepted = false;
    std::string name;
};

// The escapes of the table: two backslashes are one, \xNN is a byte.
std::string unescaped(const std::string& text)
{
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i)
    {
        const bool escape = text[i] == '\\';
        const bool byte = escape && text.at(i + 1) == 'x';
        bytes += byte ? static_cast<char>(std::stoi(text.substr(i + 2, 2), nullptr, 16)) : text[i];
        i += byte ? 3 : escape ? 1 : 0;
    }
    return bytes;
}

std::vector<NameCase> name_cases()
{
    std::vector<NameCase> cases;
    std::istringstream lines(read_file(options().names));
    for (std::string line; std::getline(lines, line);)
    {
        const std::size_t tab = line.find('\t');
        if (line.empty() || line.front() == '#' || tab == std::string::npos)
        {
            continue;
        }
        cases.push_back({line.substr(0, tab) == "accept", unescaped(line.substr(tab + 1))});
    }
    return cases;
}

TEST_P(CommandLine, ThatIsNoWholeCallIsExplained)
{
    for (const Words& words : kNoCalls)
    {
        EXPECT_TRUE(explains_usage(run_helper(words))) << testing::PrintToString(words);
    }
    EXPECT_TRUE(nothing_mounted());
}

TEST_P(CommandLine, TakesExactlyTheNamesOfTheCommonTable)
{
    std::size_t accepted = 0;
    for (const NameCase& name_case : name_cases())
    {
        SCOPED_TRACE(testing::PrintToString(name_case.name));
        if (name_case.name.find('\0') != std::string::npos)
        {
            continue; // no command line can hold it
        }
        std::filesystem::remove_all(at("instances/alpha"));
        const Outcome outcome = mount(name_case.name);
        accepted += name_case.accepted ? 1 : 0;
        EXPECT_TRUE(name_case.accepted ? refuses(outcome, {kNoInput}) : explains_usage(outcome));
    }
    EXPECT_GT(accepted, 5U);
}

TEST_P(CommandLine, WithARefusedNameIsNotRepeated)
{
    const std::string escape = "\x1b]0;zebra\x07";
    for (const Words& words : {Words{"mount", "zebra" + escape}, Words{escape, "alpha"},
                               Words{"mount", "zebra/.."}, Words{"zebra", "alpha"}})
    {
        const Outcome outcome = run_helper(words);
        EXPECT_TRUE(explains_usage(outcome));
        EXPECT_EQ(outcome.err.find("zebra"), std::string::npos) << outcome.err;
    }
}

TEST_P(CommandLine, IsJudgedBeforeTheCaller)
{
    EXPECT_TRUE(explains_usage(run_helper({"mount", "../alpha"}, [] { become_user(kStranger); })));
    EXPECT_TRUE(explains_usage(run_helper({}, [] { become_user(kGame); })));
    EXPECT_TRUE(refuses(run_helper({"mount", "alpha"}, [] { become_user(kStranger); }), {kNoPerm}));
}
} // namespace
} // namespace left4me::test
