// Upper is the game's and overlays are their builders': neither may lead staging anywhere else.
#include "fixture/refusal.hpp"
#include "fixture/temporary_root.hpp"
#include "instance/staging.hpp"

namespace left4me
{
namespace
{
using test::refusal_of;
using test::Refuses;

constexpr char kUpper[] = "runtime/alpha/upper";
constexpr char kGame[] = "runtime/alpha/upper/left4dead2";
constexpr char kCfg[] = "runtime/alpha/upper/left4dead2/cfg";

class StagingUnderAttack : public testing::Test
{
protected:
    StagingUnderAttack()
    {
        temporary_.make("instances/alpha");
        temporary_.write("overlays/top/left4dead2/cfg/server.cfg", "// top\n");
        temporary_.write("victim/server.cfg", "untouched");
        temporary_.write("victim/server_t.cfg", "untouched");
        temporary_.write("victim/cfg/server.cfg", "untouched");
    }

    [[nodiscard]] test::Refusal refusal() const
    {
        const Spec spec = parse_spec("port: 27015\noverlays: [{path: top, alias: t}]", "s.yaml");
        return refusal_of([&] { stage_instance(temporary_.root(), "alpha", spec); });
    }

    void expect_victim_untouched() const
    {
        for (const std::string file : {"server.cfg", "server_t.cfg", "cfg/server.cfg"})
        {
            EXPECT_EQ(temporary_.read("victim/" + file), "untouched");
        }
        EXPECT_FALSE(temporary_.has("victim/left4dead2"));
    }

    test::TemporaryRoot temporary_;
};

TEST_F(StagingUnderAttack, DoesNotFollowADirectorySymlinkAnywhereBelowRuntime)
{
    for (const std::string place : {"runtime/alpha", kUpper, kGame, kCfg})
    {
        std::filesystem::remove_all(temporary_.at("runtime"));
        temporary_.make(temporary_.at(place).parent_path().lexically_relative(temporary_.at("")).string());
        temporary_.link(place, temporary_.at("victim").string());
        EXPECT_EQ(refusal().exit, Exit::DataErr) << place;
        expect_victim_untouched();
    }
}

TEST_F(StagingUnderAttack, SaysWhatHelpsWhereTheGamePutSomethingElse)
{
    temporary_.write(kGame, "a file");
    EXPECT_THAT(refusal(), Refuses(Exit::DataErr,
                                   "is not a directory: the game put something else there; move "
                                   "it away, or wipe all that the server changed with l4d2ctl reset alpha"));
    std::filesystem::remove(temporary_.at(kGame));
    temporary_.make(kCfg + std::string("/server.cfg"));
    EXPECT_THAT(refusal(), Refuses(Exit::DataErr, "is not a file"));
}

TEST_F(StagingUnderAttack, ReplacesSymlinksAndHardLinksInsteadOfWritingThroughThem)
{
    temporary_.make(kCfg);
    temporary_.link(kCfg + std::string("/server.cfg"), temporary_.at("victim/server.cfg").string());
    std::filesystem::create_hard_link(temporary_.at("victim/server_t.cfg"),
                                      temporary_.at(kCfg + std::string("/server_t.cfg")));
    EXPECT_EQ(refusal().exit, Exit::Ok);
    expect_victim_untouched();
    EXPECT_EQ(temporary_.read(kCfg + std::string("/server.cfg")), "");
    EXPECT_EQ(temporary_.read(kCfg + std::string("/server_t.cfg")), "// top\n");
}

TEST_F(StagingUnderAttack, ReadsNoServerCfgFromOutsideOverlays)
{
    const std::string cfg = "overlays/top/left4dead2/cfg/server.cfg";
    for (const std::string& target :
         {temporary_.at("victim/server.cfg").string(), std::string("../../../../victim/server.cfg"),
          std::string("/proc/self/environ")})
    {
        std::filesystem::remove(temporary_.at(cfg));
        temporary_.link(cfg, target);
        EXPECT_THAT(refusal(), Refuses(Exit::DataErr, "s.yaml:2:19: ")) << target;
        EXPECT_THAT(refusal().sentence, testing::HasSubstr("leads out of"));
        EXPECT_FALSE(temporary_.has(kCfg));
    }
}

TEST_F(StagingUnderAttack, DoesNotHangOnAServerCfgThatIsAFifo)
{
    const std::string cfg = "overlays/top/left4dead2/cfg/server.cfg";
    std::filesystem::remove(temporary_.at(cfg));
    ASSERT_EQ(::mkfifo(temporary_.at(cfg).c_str(), 0644), 0);
    EXPECT_THAT(refusal(), Refuses(Exit::DataErr, "is not a regular file"));
}

TEST_F(StagingUnderAttack, RefusesAServerCfgOfMoreThanOneMebibyte)
{
    temporary_.write("overlays/top/left4dead2/cfg/server.cfg", std::string(1024 * 1024 + 1, 'x'));
    EXPECT_THAT(refusal(), Refuses(Exit::DataErr, "is larger than 1048576 bytes"));
}
} // namespace
} // namespace left4me
