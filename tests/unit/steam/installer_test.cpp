#include "fixture/temporary_root.hpp"
#include "steam/installer.hpp"

#include <algorithm>

#include <gmock/gmock.h>

namespace left4me
{
namespace
{
using testing::HasSubstr;
using testing::Not;

/// A Steam that gives Linux files only to whom it has given the Windows files, and keeps a record.
constexpr char kSteam[] = R"sh(#!/bin/bash
here=${0%/*}
echo "$@" >>"$here/calls"
[[ $2 != /proc/* ]] || set -- $(cat "$2")
case "$*" in
    *windows*) touch "$here/trusted" ;;
    *) [[ -e $here/trusted ]] || { echo "ERROR! Failed to install app '222860' (Invalid platform)";
exit 8;
};;
esac
echo "Success! App '222860' fully installed."
)sh";

class Installer : public testing::Test
{
protected:
    Report install(const AppOptions& options, const std::optional<Login>& login = std::nullopt) const
    {
        const auto launcher = temporary_.write("steamcmd.sh", kSteam);
        std::filesystem::permissions(launcher, std::filesystem::perms::all);
        return install_app({launcher, login, std::nullopt}, options,
                           {[](const SteamProgress&) {}, [](std::string_view) {}});
    }
    [[nodiscard]] static AppOptions fresh() { return {"/target", std::nullopt, false, false}; }
    [[nodiscard]] std::string calls() const { return temporary_.read("calls"); }
    [[nodiscard]] static auto runs(const std::string& text)
    {
        return std::count(text.begin(), text.end(), '\n');
    }

    test::TemporaryRoot temporary_;
};

TEST_F(Installer, AsksForWindowsFirstWhereNothingIs)
{
    EXPECT_TRUE(install(fresh()).installed);
    EXPECT_EQ(runs(calls()), 2);
    EXPECT_LT(calls().find("windows"), calls().find("linux +force"));
}

TEST_F(Installer, DoesNotWhereTheLinuxFilesAre)
{
    temporary_.write("trusted", "");
    AppOptions options = fresh();
    options.has_linux = true;
    EXPECT_TRUE(install(options).installed);
    EXPECT_EQ(runs(calls()), 1);
    EXPECT_THAT(calls(), Not(HasSubstr("windows")));
}

TEST_F(Installer, DoesWhereSteamForgotThatTheLinuxFilesAre)
{
    AppOptions options = fresh();
    options.has_linux = true;
    EXPECT_TRUE(install(options).installed);
    EXPECT_EQ(runs(calls()), 3);
}

TEST_F(Installer, AsksAnOwnersAccountForLinuxAtOnce)
{
    temporary_.write("trusted", "");
    EXPECT_TRUE(install(fresh(), Login{"gordon", "", ""}).installed);
    EXPECT_EQ(runs(calls()), 1);
}

TEST_F(Installer, PassesBranchAndValidateOn)
{
    AppOptions options = fresh();
    options.validate = true;
    options.branch = "beta";
    EXPECT_TRUE(install(options).installed);
    EXPECT_THAT(
        calls(),
        HasSubstr("+force_install_dir /target +login anonymous +app_update 222860 -beta beta +quit\n"));
    EXPECT_THAT(calls(), HasSubstr("+app_update 222860 -beta beta validate +quit\n"));
}
} // namespace
} // namespace left4me
