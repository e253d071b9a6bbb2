// What the overlay helper reads from a line of the mount table.
#include "overlay/mount_table.hpp"

#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <libmount/libmount.h>

namespace left4me
{
namespace
{
bool is_ours(std::string_view line)
{
    return is_overlay_in(line, 42, "left4me/alpha@");
}

TEST(MountTable, KnowsAnOverlayByIdTypeAndSource)
{
    EXPECT_TRUE(
        is_ours("42 21 0:57 / /merged rw,nosuid shared:7 master:2 - overlay left4me/alpha@1 rw,index=on\n"));
    EXPECT_TRUE(is_ours("42 21 0:57 / /merged rw - overlay left4me/alpha@1 rw"));
    for (const char* const other :
         {"421 21 0:57 / /merged rw - overlay left4me/alpha@1 rw",
          "4 21 0:57 / /merged rw - overlay left4me/alpha@1 rw",
          "142 21 0:57 / /merged rw - overlay left4me/alpha@1 rw",
          "42 21 0:57 / /merged rw - fuse.x left4me/alpha@1 rw",
          "42 21 0:57 / /merged rw - overlay left4me/alphabet@1 rw",
          "42 21 0:57 / /merged rw - overlay left4me/alp@1 rw",
          "42 21 0:57 /cfg /merged rw - overlay left4me/alpha@1 rw",
          "42 21 0:57 /cfg / rw - overlay left4me/alpha@1 rw", "42 / - overlay left4me/alpha@1",
          "42 21 0:57 / /merged rw - overlay other/left4me/alpha@1 rw", "", "42", "42 21 0:57 / /merged rw",
          "42 - overlay left4me/alpha", " 42 21 0:57 / /merged rw - overlay left4me/alpha@1 rw"})
    {
        EXPECT_FALSE(is_ours(other)) << other;
    }
}

TEST(MountTable, TakesNoNameForAnotherField)
{
    EXPECT_FALSE(is_ours("42 21 0:57 /\\040-\\040overlay\\040left4me/alpha\\040 /merged rw - tmpfs none rw"));
    EXPECT_FALSE(is_ours("42 21 0:57 / /-\r-\roverlay\rleft4me/alpha\r rw - tmpfs none rw"));
    EXPECT_FALSE(is_ours("42 21 0:57 / /merged rw - tmpfs none rw,x= - overlay left4me/alpha@1 rw"));
}

/// Of every mount that this process sees, the lines that we take are those that libmount takes.
TEST(MountTable, IsWhatLibmountReads)
{
    libmnt_table* const table = mnt_new_table_from_file("/proc/self/mountinfo");
    libmnt_iter* const next = mnt_new_iter(MNT_ITER_FORWARD);
    ASSERT_TRUE(table != nullptr && next != nullptr);
    std::ifstream file("/proc/self/mountinfo");
    libmnt_fs* entry = nullptr;
    for (std::string line; std::getline(file, line) && mnt_table_next_fs(table, next, &entry) == 0;)
    {
        const std::string source = mnt_fs_get_source(entry) == nullptr ? "none" : mnt_fs_get_source(entry);
        const bool whole = std::string_view(mnt_fs_get_root(entry)) == "/";
        const bool overlay = whole && mnt_fs_match_fstype(entry, "overlay") == 1;
        EXPECT_EQ(is_overlay_in(line, static_cast<std::uint64_t>(mnt_fs_get_id(entry)), source), overlay)
            << line;
        const std::size_t type = line.find(" - ") + 3;
        line.replace(type, line.find(' ', type) - type, "overlay"); // there may be none here
        const bool as_it_stands =
            line.find('\\', type) == std::string::npos &&
            line.find(" /dev/root ", type) == std::string::npos; // libmount resolves both
        EXPECT_TRUE(!as_it_stands || !whole ||
                    is_overlay_in(line, static_cast<std::uint64_t>(mnt_fs_get_id(entry)), source))
            << line;
    }
    EXPECT_NE(entry, nullptr);
    mnt_free_iter(next);
    mnt_unref_table(table);
}
} // namespace
} // namespace left4me
