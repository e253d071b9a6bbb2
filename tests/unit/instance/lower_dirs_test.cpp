#include "earlier_instance.hpp"

namespace left4me
{
namespace
{
using test::Refuses;
using testing::HasSubstr;

class LowerDirs : public test::EarlierInstance
{
protected:
    void expect_refused(const std::string& lower_dirs, const std::string& part) const
    {
        leave_lower_dirs(lower_dirs);
        EXPECT_THAT(plan_refusal(), Refuses(Exit::DataErr, part)) << lower_dirs;
        EXPECT_THAT(plan_refusal().sentence, HasSubstr("instance.env:3:"));
        EXPECT_THAT(plan_refusal().sentence, HasSubstr("with l4d2ctl initialize alpha -f SPEC"));
    }
};

TEST_F(LowerDirs, AreRefusedElsewhereThanBelowOverlays)
{
    const std::string overlays = temporary_.at("overlays").string();
    const std::string rest = ":" + temporary_.at("installation").string();
    expect_refused("/srv/a" + rest, "\"/srv/a\" is not below");
    expect_refused(overlays + rest, "is not below");
    expect_refused(overlays + "elsewhere/a" + rest, "is not below");
    expect_refused(temporary_.at("installation").string() + rest, "is not below");
    for (const std::string ref :
         {"", "../installation", "a/../a", "a//b", "/a", "a/", "./a", "a\x1b[31m", "\xFF"})
    {
        expect_refused(overlays + "/" + ref + rest, "is no plain path");
    }
}

TEST_F(LowerDirs, AreRefusedUnlessTheInstallationIsTheLast)
{
    const std::string a = temporary_.at("overlays/a").string();
    const std::string installation = temporary_.at("installation").string();
    for (const std::string& line :
         {std::string(), a, a + ":", a + ":" + installation + "/", a + ":" + installation + ":",
          a + ":installation", a + ":" + temporary_.at("installations/1").string()})
    {
        expect_refused(line, line.find(installation + ":") != std::string::npos
                                 ? "is not below"
                                 : "the last directory is not");
    }
}

TEST_F(LowerDirs, AreRefusedWhereAColonInANameCannotBeToldFromOneBetweenTwo)
{
    temporary_.make("overlays/a:b");
    leave_env({"overlays/a:b", "installation"});
    EXPECT_THAT(plan_refusal(),
                Refuses(Exit::DataErr, "\"b\" is no absolute path, and in a name \":\" cannot"));
}

TEST_F(LowerDirs, AreRefusedWhereTheLineIsMissingOrStandsTwice)
{
    temporary_.write("instances/alpha/instance.env", "L4D2_PORT=27015\nL4D2_ARGS=\n");
    EXPECT_THAT(plan_refusal(), Refuses(Exit::DataErr, "instance.env:1:1: there is no L4D2_LOWERDIRS"));
    const std::string line = "L4D2_LOWERDIRS=" + temporary_.at("installation").string() + "\n";
    temporary_.write("instances/alpha/instance.env", line + "L4D2_PORT=27015\n" + line);
    EXPECT_THAT(plan_refusal(),
                Refuses(Exit::DataErr, "instance.env:3:16: L4D2_LOWERDIRS stands here twice"));
    temporary_.write("instances/alpha/instance.env", line + "L4D2_PORT=27015\nL4D2_MORE=1\n");
    EXPECT_THAT(plan_refusal(), Refuses(Exit::DataErr, "instance.env:3: only L4D2_PORT"));
}

TEST_F(LowerDirs, AreRefusedAtOnceWhereThereAreTooMany)
{
    std::string line;
    for (int count = 0; count < 100'000; ++count)
    {
        line += temporary_.at("overlays/a").string() + ":";
    }
    expect_refused(line.substr(0, 2'000'000), "more than 499 overlays");
}

TEST_F(LowerDirs, AreNamedWithTheirPlaceWhereOneIsMissing)
{
    leave_env({"overlays/a", "overlays/gone", "installation"});
    const std::string column = std::to_string(16 + temporary_.at("overlays/a").string().size() + 1);
    EXPECT_THAT(plan_refusal(),
                Refuses(Exit::NoInput, "instance.env:3:" + column + ": the overlay \"gone\" does not exist"));
    leave_env({"overlays/a", "overlays/a", "installation"});
    EXPECT_THAT(plan_refusal(), Refuses(Exit::DataErr, "\"overlays/a\" is the same directory as"));
}
} // namespace
} // namespace left4me
