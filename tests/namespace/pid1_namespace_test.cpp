// The caller sits in a mount namespace of its own, as every sandboxed unit does.
#include "by_hand.hpp"
#include "files.hpp"
#include "mount_table.hpp"
#include "paths.hpp"
#include "state_root.hpp"

namespace left4me::test
{
namespace
{
class Pid1Namespace : public StateRoot
{
protected:
    // PID 1's namespace is this program's own.
    static Outcome run_elsewhere(const char* verb, const std::function<void()>& forge = {})
    {
        return run_helper({verb, "alpha"},
                          [&]
                          {
                              leave_mount_namespace();
                              if (forge)
                              {
                                  forge();
                              }
                          });
    }
};
LEFT4ME_ON_EACH_FILE_SYSTEM(Pid1Namespace);

TEST_P(Pid1Namespace, IsWhereTheMountAppears)
{
    ASSERT_TRUE(succeeds(run_elsewhere("mount")));
    EXPECT_TRUE(is_mounted());
    EXPECT_TRUE(is_writable());
}

TEST_P(Pid1Namespace, IsWhereTheMountIsTakenAway)
{
    ASSERT_TRUE(succeeds(mount()));
    EXPECT_TRUE(succeeds(run_elsewhere("umount")));
    EXPECT_TRUE(nothing_mounted());
}

TEST_P(Pid1Namespace, IsWhereHostEnvIsRead)
{
    std::filesystem::create_directories(std::filesystem::path(paths::kHostEnv).parent_path());
    const auto forge_host_env = []
    {
        const std::filesystem::path forged = paths::kHostEnv;
        mount_tmpfs(forged.parent_path());
        write_file(forged, "LEFT4ME_ROOT=/run/forged\n");
    };
    ASSERT_TRUE(succeeds(run_elsewhere("mount", forge_host_env)));
    EXPECT_TRUE(is_mounted());
    EXPECT_TRUE(succeeds(run_elsewhere("umount", forge_host_env)));
}

TEST_P(Pid1Namespace, IsWhereTheStateRootLies)
{
    ASSERT_TRUE(succeeds(run_elsewhere("mount", [] { mount_tmpfs(paths::kStateRoot); })));
    EXPECT_TRUE(is_mounted());
}

TEST_P(Pid1Namespace, IsWhereTheLockLies)
{
    std::filesystem::remove("/run/left4me-overlay.lock");
    const auto forge_run = [helper = read_file(kHelper)]
    {
        mount_tmpfs("/run");
        std::filesystem::create_directory(kHelper.parent_path());
        write_file(kHelper, helper);
        set_mode(kHelper, 0755);
    };
    ASSERT_TRUE(succeeds(run_elsewhere("mount", forge_run)));
    EXPECT_TRUE(std::filesystem::exists("/run/left4me-overlay.lock"));
}

// The unit's own root has none, and a caller may have forged his.
TEST_P(Pid1Namespace, IsFoundWhateverLiesOnProc)
{
    ASSERT_TRUE(succeeds(run_elsewhere("mount", [] { mount_tmpfs("/proc"); })));
    EXPECT_TRUE(is_mounted());
    EXPECT_TRUE(succeeds(run_elsewhere("umount", [] { mount_tmpfs("/proc"); })));
    EXPECT_TRUE(nothing_mounted());
}
} // namespace
} // namespace left4me::test
