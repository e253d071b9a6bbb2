#include "earlier_instance.hpp"

namespace left4me
{
namespace
{
using test::Refuses;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class EarlierCfg : public test::EarlierInstance
{
};

TEST_F(EarlierCfg, KeepsItsLines)
{
    leave_cfg("server.cfg", "hostname \"it's\"\r\n\n// note\nsv_x\t1\nexec server_overlay_7.cfg");
    EXPECT_THAT(plan().spec.config,
                ElementsAre("hostname \"it's\"", "", "// note", "sv_x 1", "exec server_overlay_7.cfg"));
    EXPECT_THAT(plan().remarks, IsEmpty());
    leave_cfg("server.cfg", "");
    EXPECT_THAT(plan().spec.config, IsEmpty());
}

TEST_F(EarlierCfg, NamesTheLineThatNoSpecCanHold)
{
    leave_cfg("server.cfg", "a\nhostname \xE9\n");
    EXPECT_THAT(plan_refusal(), Refuses(Exit::DataErr, "cfg/server.cfg:2:10: not UTF-8: mend it there"));
    leave_cfg("server.cfg", "a\nb\nc\x1b\n");
    EXPECT_THAT(plan_refusal(), Refuses(Exit::DataErr, "cfg/server.cfg:3:1: this line holds a control"));
}

TEST_F(EarlierCfg, IsNeverReadThroughASymlinkInUpper)
{
    temporary_.write("victim/server.cfg", "rcon_password secret\n");
    temporary_.make("runtime/alpha/upper/left4dead2/cfg");
    temporary_.link("runtime/alpha/upper/left4dead2/cfg/server.cfg",
                    temporary_.at("victim/server.cfg").string());
    EXPECT_EQ(plan_refusal().exit, Exit::DataErr);
    std::filesystem::remove_all(temporary_.at("runtime/alpha/upper/left4dead2"));
    temporary_.make("runtime/alpha/upper/left4dead2");
    temporary_.link("runtime/alpha/upper/left4dead2/cfg", temporary_.at("victim").string());
    EXPECT_EQ(plan_refusal().exit, Exit::DataErr);
}

TEST_F(EarlierCfg, BecomesAnAliasWhereAFileIsACopyOfAnOverlays)
{
    leave_cfg("server_overlay_1.cfg", "// a\n");
    leave_cfg("server_overlay_2.cfg", "// competitive/base\n");
    leave_cfg("server.cfg", "exec server_overlay_2\nexec server_overlay_1.cfg\nhostname x\n");
    EXPECT_EQ(plan().spec_text, "port: 27015\noverlays:\n"
                                "  - path: 'a'\n    alias: 'overlay_1'\n    exec: true\n"
                                "  - path: 'competitive/base'\n    alias: 'overlay_2'\n    exec: true\n"
                                "  - 'admin system'\narguments:\n  - '-tickrate 60'\n  - '+map x'\n"
                                "config:\n  - 'hostname x'\n");
    EXPECT_THAT(plan().remarks, IsEmpty());
}

TEST_F(EarlierCfg, KeepsExecLinesThatStagingWouldPutElsewhere)
{
    leave_cfg("server_overlay_1.cfg", "// a\n");
    leave_cfg("server_overlay_2.cfg", "// competitive/base\n");
    leave_cfg("server.cfg", "exec server_overlay_1.cfg\nexec server_overlay_2.cfg\n");
    EXPECT_TRUE(plan().spec.overlays.at(0).exec);
    EXPECT_FALSE(plan().spec.overlays.at(1).exec);
    EXPECT_EQ(plan().spec.overlays.at(1).alias, "overlay_2");
    EXPECT_THAT(plan().spec.config, ElementsAre("exec server_overlay_2.cfg"));
    leave_cfg("server.cfg", "hostname x\nexec server_overlay_1.cfg\n");
    EXPECT_FALSE(plan().spec.overlays.at(0).exec);
    EXPECT_THAT(plan().spec.config, ElementsAre("hostname x", "exec server_overlay_1.cfg"));
}

TEST_F(EarlierCfg, IsNotSureOfFilesThatAreNoCopyOfOneOverlays)
{
    temporary_.write("overlays/competitive/base/left4dead2/cfg/server.cfg", "// a\n");
    temporary_.write("overlays/admin system/left4dead2/cfg/server.cfg", "");
    leave_cfg("server.cfg", "exec server_overlay_1.cfg\nexec server_other.cfg\n");
    leave_cfg("server_overlay_1.cfg", "// a\n");
    leave_cfg("server_other.cfg", "// of somebody else\n");
    leave_cfg("server_empty.cfg", "");
    leave_cfg("server_UPPER.cfg", "// a\n");
    temporary_.make("runtime/alpha/upper/left4dead2/cfg/server_directory.cfg");
    for (const SpecOverlay& overlay : plan().spec.overlays)
    {
        EXPECT_EQ(overlay.alias, std::nullopt);
    }
    EXPECT_THAT(plan().spec.config, ElementsAre("exec server_overlay_1.cfg", "exec server_other.cfg"));
    EXPECT_THAT(plan().remarks,
                ElementsAre(HasSubstr("server_directory.cfg stays"), HasSubstr("server_empty.cfg stays"),
                            HasSubstr("server_other.cfg stays"), HasSubstr("server_overlay_1.cfg stays")));
}

TEST_F(EarlierCfg, IsNotSureWhichOfTwoEqualFilesIsTheOverlays)
{
    leave_cfg("server.cfg", "");
    leave_cfg("server_overlay_1.cfg", "// a\n");
    leave_cfg("server_overlay_2.cfg", "// a\n");
    EXPECT_EQ(plan().spec.overlays.at(0).alias, std::nullopt);
    EXPECT_THAT(plan().remarks, ElementsAre(HasSubstr("server_overlay_1.cfg stays"),
                                            HasSubstr("server_overlay_2.cfg stays")));
}

TEST_F(EarlierCfg, TakesAnEmptyFileForNobodysCopy)
{
    temporary_.write("overlays/a/left4dead2/cfg/server.cfg", "");
    leave_cfg("server.cfg", "");
    leave_cfg("server_overlay_1.cfg", "");
    EXPECT_EQ(plan().spec.overlays.at(0).alias, std::nullopt);
}

TEST_F(EarlierCfg, DoesNotCareForServerCfgsOfOverlaysThatNobodyMayRead)
{
    std::filesystem::remove(temporary_.at("overlays/a/left4dead2/cfg/server.cfg"));
    temporary_.link("overlays/a/left4dead2/cfg/server.cfg", "/etc/passwd");
    leave_cfg("server.cfg", "");
    leave_cfg("server_overlay_2.cfg", "// competitive/base\n");
    EXPECT_EQ(plan().spec.overlays.at(1).alias, "overlay_2");
}
} // namespace
} // namespace left4me
