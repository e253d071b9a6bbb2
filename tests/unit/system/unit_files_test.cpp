// Which servers systemd's directories hold something of.
#include "fixture/temporary_root.hpp"
#include "system/unit_files.hpp"

#include <gmock/gmock.h>

namespace left4me
{
namespace
{
using testing::ElementsAre;
using testing::IsEmpty;

class UnitFiles : public testing::Test
{
protected:
    [[nodiscard]] std::set<std::string> found() const
    {
        return units_with_files(
            {state.at("etc").string(), state.at("none").string(), state.at("run").string()});
    }

    test::TemporaryRoot state;
};

TEST_F(UnitFiles, AreUnitsAndDropInsAndLinksThatEnable)
{
    state.write("etc/left4me-server@unit.service", "");
    state.write("etc/left4me-server@drop-in.service.d/memory.conf", "");
    state.make("etc/multi-user.target.wants");
    state.link("etc/multi-user.target.wants/left4me-server@enabled.service", "/nowhere");
    state.make("run/some.target.requires");
    state.link("run/some.target.requires/left4me-server@required.service", "/nowhere");
    state.make("run/other.target.upholds");
    state.link("run/other.target.upholds/left4me-server@upheld.service", "/nowhere");
    state.link("run/left4me-server@masked.service", "/dev/null");
    EXPECT_THAT(found(), ElementsAre("left4me-server@drop-in.service", "left4me-server@enabled.service",
                                     "left4me-server@masked.service", "left4me-server@required.service",
                                     "left4me-server@unit.service", "left4me-server@upheld.service"));
}

TEST_F(UnitFiles, OfTheTemplateOrOfOthersAreNoServers)
{
    state.write("etc/left4me-server@.service", "");
    state.write("etc/left4me-server@.service.d/root.conf", "");
    state.write("etc/left4me-server@alpha.socket", "");
    state.write("etc/other@alpha.service", "");
    state.write("etc/some.directory/left4me-server@beta.service", "");
    EXPECT_THAT(found(), IsEmpty());
}

TEST_F(UnitFiles, ThatAreDropInsOfAServerAreItsOwnItsTemplatesAndItsSlices)
{
    for (const std::string unit :
         {"left4me-server@.service", "left4me-server@alpha.service", "left4me-server@beta.service",
          "l4d2-game.slice", "other@alpha.service", "left4me-server@alpha.socket"})
    {
        state.make("etc/" + unit + ".d");
    }
    const std::string etc = state.at("etc").string();
    const std::string alphas = etc + "/left4me-server@alpha.service.d";
    const std::string all_servers = etc + "/left4me-server@.service.d";
    const std::string slice = etc + "/l4d2-game.slice.d";
    EXPECT_THAT(drop_ins_of("alpha", {etc}), ElementsAre(slice, all_servers, alphas));
    EXPECT_THAT(drop_ins_of("gamma", {etc}), ElementsAre(slice, all_servers));
    EXPECT_THAT(drop_ins_of(std::nullopt, {etc}),
                ElementsAre(slice, all_servers, alphas, etc + "/left4me-server@beta.service.d"));
}

TEST_F(UnitFiles, ThatSetAPropertyForAllAreTheTemplatesAndTheLastByName)
{
    state.write("run/left4me-server@.service.d/20-b.conf", "[Service]\nLimitNOFILE = 4\n");
    state.write("etc/left4me-server@.service.d/10-a.conf", "[Service]\nLimitNOFILE=9\n");
    state.write("etc/left4me-server@.service.d/30-c.conf", "#LimitNOFILE=4\nLimitNOFILESoft=4\nNice=1\n");
    state.write("etc/left4me-server@.service.d/40-d.off", "LimitNOFILE=4\n");
    state.write("etc/left4me-server@alpha.service.d/50-e.conf", "LimitNOFILE=4\n");
    const std::vector<std::string> directories = {state.at("run").string(), state.at("etc").string()};
    EXPECT_EQ(drop_in_that_sets("LimitNOFILE", directories),
              state.at("run/left4me-server@.service.d/20-b.conf").string());
    EXPECT_EQ(drop_in_that_sets("Nice", directories),
              state.at("etc/left4me-server@.service.d/30-c.conf").string());
    EXPECT_EQ(drop_in_that_sets("User", directories), std::nullopt);
}

TEST(UnitLoadPath, HoldsWhereEnableAndMaskAndPackagesWrite)
{
    EXPECT_THAT(unit_load_path(), testing::IsSupersetOf({"/etc/systemd/system", "/run/systemd/system",
                                                         "/usr/lib/systemd/system"}));
}
} // namespace
} // namespace left4me
