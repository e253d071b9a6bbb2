#include "overlay/mount_table.hpp"

#include "common/failure.hpp"

#include <memory>

#include <fcntl.h>
#include <libmount/libmount.h>
#include <sys/stat.h>

namespace left4me
{
MountEntry mount_of(const Fd& dir)
{
    constexpr char kAct[] = "read the mount table";
    struct statx about = {};
    check(statx(dir.get(), "", AT_EMPTY_PATH, STATX_MNT_ID, &about), kAct);
    constexpr auto free_table = [](libmnt_table* table) { mnt_unref_table(table); };
    const std::unique_ptr<libmnt_table, decltype(free_table)> table(
        mnt_new_table_from_file("/proc/self/mountinfo"));
    const std::unique_ptr<libmnt_iter, decltype(&mnt_free_iter)> next(mnt_new_iter(MNT_ITER_BACKWARD),
                                                                      mnt_free_iter);
    const auto text = [](const char* field) { return std::string(field == nullptr ? "" : field); };
    libmnt_fs* entry = nullptr;
    while (table && next && mnt_table_next_fs(table.get(), next.get(), &entry) == 0)
    {
        if (static_cast<std::uint64_t>(mnt_fs_get_id(entry)) == about.stx_mnt_id)
        {
            return {text(mnt_fs_get_fstype(entry)), text(mnt_fs_get_source(entry))};
        }
    }
    fail(Exit::OsErr, kAct, "the mount is not in it");
}
} // namespace left4me
