#include "instance/mount_table.hpp"

#include "instance/failure.hpp"

#include <cerrno>
#include <filesystem>
#include <memory>

#include <libmount/libmount.h>

namespace left4me
{
namespace
{
constexpr char kTable[] = "/proc/self/mountinfo";

std::string text_of(const char* field)
{
    return field == nullptr ? "" : field;
}

Mount mount_in(libmnt_fs* entry)
{
    return {text_of(mnt_fs_get_root(entry)), text_of(mnt_fs_get_target(entry)),
            text_of(mnt_fs_get_fstype(entry)), text_of(mnt_fs_get_source(entry))};
}

template <typename Matches>
std::optional<Mount> find_mount(Matches matches)
{
    constexpr auto free_table = [](libmnt_table* table) { mnt_unref_table(table); };
    const std::unique_ptr<libmnt_table, decltype(free_table)> table(mnt_new_table_from_file(kTable));
    const std::unique_ptr<libmnt_iter, decltype(&mnt_free_iter)> next(mnt_new_iter(MNT_ITER_FORWARD),
                                                                      mnt_free_iter);
    if (!table || !next)
    {
        fail_to_read("read " + std::string(kTable), errno);
    }
    for (libmnt_fs* entry = nullptr; mnt_table_next_fs(table.get(), next.get(), &entry) == 0;)
    {
        if (matches(entry))
        {
            return mount_in(entry);
        }
    }
    return std::nullopt;
}
} // namespace

std::optional<std::string> mount_point_below(const Directory& dir, const std::string& name)
{
    std::error_code error;
    const auto real = std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(dir.fd.get()), error);
    if (error)
    {
        fail_to_read("look at " + dir.path.string(), error.value());
    }
    const std::string top = (real / name).string() + "/";
    const auto found =
        find_mount([&](libmnt_fs* entry)
                   { return (text_of(mnt_fs_get_target(entry)) + "/").compare(0, top.size(), top) == 0; });
    return found ? std::optional(found->point) : std::nullopt;
}

std::optional<Mount> mount_of_id(std::uint64_t id)
{
    return find_mount([&](libmnt_fs* entry)
                      { return static_cast<std::uint64_t>(mnt_fs_get_id(entry)) == id; });
}
} // namespace left4me
