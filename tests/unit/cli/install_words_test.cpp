#include "cli/command_line.hpp"
#include "fixture/parsed.hpp"
#include "fixture/refusal.hpp"

namespace left4me
{
namespace
{
using test::parsed;
using test::refusal_of;
using test::Refuses;

void expect_refused(const std::vector<std::string>& words, const std::string& part)
{
    EXPECT_THAT(refusal_of([&] { static_cast<void>(parse_command_line(words)); }), Refuses(Exit::Usage, part))
        << words.back();
}

TEST(Install, IsAnonymousAndFromThePublicBranchUnlessAskedOtherwise)
{
    const auto request = parsed<InstallRequest>({"install"});
    EXPECT_FALSE(request.validate || request.login || request.beta || request.bootstrap || request.rollback);
    EXPECT_EQ(request.retries, 3U);
    EXPECT_EQ(request.keep, 2U);
    EXPECT_EQ(request.progress, ProgressForm::Automatic);
}

TEST(Install, TakesItsOptions)
{
    const auto request = parsed<InstallRequest>(
        {"install", "--validate", "--login", "gordon", "--password-fd=5", "--beta=old_build", "--retries",
         "0", "--keep", "7", "--progress=json", "--bootstrap=/tmp/s.tar.gz"});
    EXPECT_TRUE(request.validate);
    EXPECT_EQ(request.login, "gordon");
    EXPECT_EQ(request.password_descriptor, 5U);
    EXPECT_EQ(request.beta, "old_build");
    EXPECT_EQ(request.retries, 0U);
    EXPECT_EQ(request.keep, 7U);
    EXPECT_EQ(request.progress, ProgressForm::Json);
    EXPECT_EQ(request.bootstrap, "/tmp/s.tar.gz");
}

TEST(Install, RollsBackToTheOneBeforeOrToANamedOne)
{
    EXPECT_EQ(parsed<InstallRequest>({"install", "--rollback"}).rollback, "");
    EXPECT_EQ(parsed<InstallRequest>({"install", "--rollback=3"}).rollback, "3");
}

TEST(Install, KnowsNoTarballWhereNoneIsGiven)
{
    EXPECT_EQ(parsed<InstallRequest>({"install", "--bootstrap"}).bootstrap, std::nullopt);
}

TEST(Install, RefusesValuesThatMeanNothing)
{
    expect_refused({"install", "--keep=1"}, "--keep takes a number from 2");
    expect_refused({"install", "--retries=-1"}, "--retries takes a number");
    expect_refused({"install", "--progress=loud"}, "auto, bar, lines, json");
    expect_refused({"install", "--password-fd=0"}, "--password-fd needs --login");
    expect_refused({"install", "alpha"}, "no name belongs here");
}

TEST(Install, RefusesANameThatSteamCmdWouldTakeForACommand)
{
    for (const char* const name : {"", "+quit", "a b", "-x", "a\"b", "a\nb", "g\xc3\xb6rdon"})
    {
        expect_refused({"install", std::string("--login=") + name},
                       name[0] == '\0' ? "--login" : "a name of Steam's");
        expect_refused({"install", "--beta", name}, name[0] == '-' ? "--beta" : "a name of Steam's");
    }
}

TEST(Update, RestartsNobodyUnlessAsked)
{
    const auto request = parsed<UpdateRequest>({"update"});
    EXPECT_EQ(request.restarts, Restarts::No);
    EXPECT_EQ(request.patience, std::chrono::hours(6));
    EXPECT_FALSE(request.check || request.json || request.install.rollback);
}

TEST(Update, TakesItsOptions)
{
    const auto request = parsed<UpdateRequest>(
        {"update", "--restart=when-empty", "--time-limit=60", "--check", "--json", "--beta=b", "--keep=3"});
    EXPECT_EQ(request.restarts, Restarts::WhenEmpty);
    EXPECT_EQ(request.patience, std::chrono::seconds(60));
    EXPECT_TRUE(request.check && request.json);
    EXPECT_EQ(request.install.beta, "b");
    EXPECT_EQ(request.install.keep, 3U);
    EXPECT_EQ(parsed<UpdateRequest>({"update", "--restart", "now"}).restarts, Restarts::Now);
}

TEST(Update, RefusesValuesThatMeanNothing)
{
    expect_refused({"update", "--restart=later"}, "now, when-empty, no");
    expect_refused({"update", "--time-limit=0"}, "--time-limit takes a number");
    expect_refused({"update", "--rollback"}, "--rollback");
    expect_refused({"update", "--json"}, "--json needs --check");
}

TEST(Generations, MayBeForPrograms)
{
    EXPECT_FALSE(parsed<GenerationsRequest>({"generations"}).json);
    EXPECT_TRUE(parsed<GenerationsRequest>({"generations", "--json"}).json);
}
} // namespace
} // namespace left4me
