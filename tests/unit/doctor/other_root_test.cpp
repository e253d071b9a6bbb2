#include "doctor/other_root.hpp"
#include "system/process.hpp"

#include <gtest/gtest.h>

namespace left4me
{
namespace
{
constexpr char kUnit[] =
    "# names /var/lib/x\n[Unit]\nDescription=no path\nRequiresMountsFor=/var/lib/x/r/%i\n"
    "[Service]\nExecStart=/bin/g --root /var/lib/x run "
    "%i\nBindReadOnlyPaths=/usr\nBindPaths=/var/lib/x/r/%i\n"
    "BindReadOnlyPaths=-/var/lib/x/a -/var/lib/x/b\n[Install]\nWantedBy=multi-user.target\n";

TEST(DropIn, HasTheLinesThatNameTheRootWithTheOtherOneAndAllThatIsBound)
{
    EXPECT_EQ(
        drop_in_for(kUnit, "/var/lib/x", "/srv/y"),
        "[Unit]\nRequiresMountsFor=/srv/y/r/%i\n[Service]\nExecStart=\nExecStart=/bin/g --root /srv/y "
        "run %i\n"
        "BindPaths=\nBindReadOnlyPaths=/usr\nBindPaths=/srv/y/r/%i\nBindReadOnlyPaths=-/srv/y/a -/srv/y/b\n");
}

TEST(DropIn, IsWholeOnlyWithEachOfItsLines)
{
    const std::string text = drop_in_for(kUnit, "/var/lib/x", "/srv/y");
    EXPECT_TRUE(has_all_lines("# mine\n" + text + "Nice=1\n", text));
    EXPECT_FALSE(has_all_lines(text, text + "Nice=1\n"));
    EXPECT_FALSE(has_all_lines("X" + text, text)) << "of another line's end";
    EXPECT_FALSE(has_all_lines("", text));
}

TEST(DropIn, MayNameARootThatHoldsTheOldOne)
{
    EXPECT_EQ(drop_in_for("[Unit]\nA=/x /x\n", "/x", "/x/x"), "[Unit]\nA=/x/x /x/x\n");
}

TEST(DropIn, IsWrittenByOneCommandWhateverItHolds)
{
    const std::string text = "[Unit]\nA=it's $HOME `id` %s \\n\n";
    std::string command = command_that_writes(text, path_of_drop_in("x.service"));
    EXPECT_NE(command.find("/etc/systemd/system/x.service.d/root.conf"), std::string::npos);
    command = command.substr(0, command.find(" | sudo"));
    EXPECT_EQ(capture({"/bin/sh", "-c", command}).out, text);
}
} // namespace
} // namespace left4me
