#include "fixture/refusal.hpp"
#include "fixture/temporary_root.hpp"
#include "instance/console_line.hpp"
#include "instance/rcon_password.hpp"

#include <map>

namespace left4me
{
namespace
{
using test::refusal_of;
using test::Refuses;
using test::TemporaryRoot;
using testing::ElementsAre;
using testing::IsEmpty;

using CfgFiles = std::map<std::string, std::string>;

std::optional<std::string> password_of_cfg(std::string_view cfg, const CfgFiles& files = {})
{
    return rcon_password_in(cfg,
                            [&](const std::string& name)
                            {
                                const auto found = files.find(name);
                                return found == files.end() ? std::nullopt : std::optional(found->second);
                            });
}

constexpr char kPasswordSpec[] = "port: 27015\nconfig: ['rcon_password \"of the spec\"']\n";
constexpr char kStagedCfg[] = "runtime/alpha/upper/left4dead2/cfg/server.cfg";

std::vector<std::vector<std::string>> statements_of(std::string_view line)
{
    std::vector<std::vector<std::string>> statements;
    while (auto statement = take_console_statement(line))
    {
        statements.push_back(std::move(*statement));
    }
    return statements;
}

TEST(ConsoleLine, IsSplitAsTheGameSplitsIt)
{
    EXPECT_THAT(statements_of("hostname \"a b;c\" // d; e"), ElementsAre(ElementsAre("hostname", "a b;c")));
    EXPECT_THAT(statements_of(" a;;b\tc;\r"), ElementsAre(ElementsAre("a"), ElementsAre("b", "c")));
    EXPECT_THAT(statements_of("a\"b c\"d"), ElementsAre(ElementsAre("a", "b c", "d")));
    EXPECT_THAT(statements_of("a \"open"), ElementsAre(ElementsAre("a", "open")));
    EXPECT_THAT(statements_of("a \"\""), ElementsAre(ElementsAre("a", "")));
    for (const char* const nothing : {"", "// rcon_password x", " ; ", "\r"})
    {
        EXPECT_THAT(statements_of(nothing), IsEmpty()) << nothing;
    }
}

TEST(RconPassword, IsWhatTheLastLineSays)
{
    EXPECT_EQ(password_of_cfg("rcon_password \"one\"\nsv_x 1; RCON_Password two // three\r\n"), "two");
    EXPECT_EQ(password_of_cfg("rcon_password one two\n"), "one two");
    EXPECT_EQ(password_of_cfg("rcon_password one\nrcon_password\n"), "one");
}

TEST(RconPassword, IsNoneWhereItIsNotSetOrToNothing)
{
    for (const char* const cfg :
         {"", "hostname rcon_password", "rcon_password x\nrcon_password \"\"", "//rcon_password x"})
    {
        EXPECT_EQ(password_of_cfg(cfg), std::nullopt) << cfg;
    }
}

TEST(RconPassword, IsFoundInWhatIsExecuted)
{
    const CfgFiles files = {{"server_a.cfg", "exec server_b.cfg\nrcon_password a\n"},
                            {"server_b.cfg", "rcon_password b"}};
    EXPECT_EQ(password_of_cfg("exec server_a.cfg\nexec lacking.cfg\n", files), "a");
    EXPECT_EQ(password_of_cfg("rcon_password x\nexec server_b.cfg\n", files), "b");
}

TEST(RconPassword, IsFoundInAFileThatExecutesItself)
{
    EXPECT_EQ(password_of_cfg("exec me\nexec me", {{"me", "rcon_password x\nexec me\nexec me\n"}}), "x");
}

TEST(RconPassword, IsLookedForInNoMoreThanAFewMegabytes)
{
    const std::string megabyte = "exec me\n" + std::string(1'048'000, 'x');
    int reads = 0;
    const CfgReader read = [&](const std::string& /*name*/)
    {
        ++reads;
        return std::optional(megabyte);
    };
    EXPECT_EQ(rcon_password_in("rcon_password x; exec me", read), "x");
    EXPECT_LE(reads, 5);
}

TEST(RconPassword, IsTheStagedOneOnceThereIsOne)
{
    const TemporaryRoot root;
    root.write("instances/alpha/spec.yaml", kPasswordSpec);
    EXPECT_EQ(rcon_password(root.root(), "alpha"), "of the spec");
    root.write(kStagedCfg, "exec server_x.cfg\n");
    EXPECT_EQ(rcon_password(root.root(), "alpha"), std::nullopt);
    root.write("runtime/alpha/upper/left4dead2/cfg/server_x.cfg", "rcon_password staged\n");
    EXPECT_EQ(rcon_password(root.root(), "alpha"), "staged");
}

TEST(RconPassword, IsNeverThatOfAnotherInstance)
{
    const TemporaryRoot root;
    root.write("instances/alpha/spec.yaml", kPasswordSpec);
    root.write("instances/beta/spec.yaml", kPasswordSpec);
    const std::string others =
        root.write("runtime/beta/upper/left4dead2/cfg/server.cfg", "rcon_password b\n");
    root.make("runtime/alpha/upper/left4dead2/cfg");
    root.link(kStagedCfg, others);
    EXPECT_THAT(refusal_of([&] { static_cast<void>(rcon_password(root.root(), "alpha")); }),
                Refuses(Exit::DataErr, "server.cfg"));
    std::filesystem::remove(root.at(kStagedCfg));
    root.link(kStagedCfg, "../../own.cfg"); // no link at all is followed
    root.write("runtime/alpha/upper/own.cfg", "rcon_password own\n");
    EXPECT_THAT(refusal_of([&] { static_cast<void>(rcon_password(root.root(), "alpha")); }),
                Refuses(Exit::DataErr, "server.cfg"));
    std::filesystem::remove(root.at(kStagedCfg));
    for (const char* const way : {"../../../../beta/upper/left4dead2/cfg/server.cfg", ".", "..", "\"\""})
    {
        root.write(kStagedCfg, std::string("exec ") + way + "\n");
        EXPECT_EQ(rcon_password(root.root(), "alpha"), std::nullopt) << way;
    }
}
} // namespace
} // namespace left4me
