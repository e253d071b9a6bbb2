#include "installation/size.hpp"

#include "instance/tree.hpp"
#include "left4me/error.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include <fcntl.h>
#include <linux/fiemap.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>

namespace left4me
{
namespace
{
constexpr std::uint64_t kStatBlock = 512; // of st_blocks, stat(2)
constexpr std::uint32_t kExtents = 64;

/// The head and the list behind it, as the kernel wants them.
struct alignas(fiemap) Extents
{
    std::array<std::byte, sizeof(fiemap) + kExtents * sizeof(fiemap_extent)> bytes;
};

/// 0 where the file system does not tell.
std::uint64_t shared_bytes(const Fd& dir, const std::string& name)
{
    const Fd fd(::openat(dir.get(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    std::uint64_t shared = 0;
    std::uint64_t next = 0;
    for (bool last = !fd; !last;)
    {
        Extents room = {};
        auto& extents = *reinterpret_cast<fiemap*>(room.bytes.data());
        extents.fm_start = next;
        extents.fm_length = FIEMAP_MAX_OFFSET - next;
        extents.fm_extent_count = kExtents;
        if (::ioctl(fd.get(), FS_IOC_FIEMAP, &extents) != 0 || extents.fm_mapped_extents == 0)
        {
            break;
        }
        for (std::uint32_t at = 0; at < std::min(extents.fm_mapped_extents, kExtents); ++at)
        {
            const fiemap_extent& extent = extents.fm_extents[at];
            shared += (extent.fe_flags & FIEMAP_EXTENT_SHARED) != 0 ? extent.fe_length : 0;
            last = (extent.fe_flags & FIEMAP_EXTENT_LAST) != 0;
            next = extent.fe_logical + extent.fe_length;
        }
    }
    return shared;
}

/// Returns the directories among the entries.
std::vector<std::string> add_files(const TreeCursor& cursor, Size& size)
{
    std::vector<std::string> directories;
    for (const std::string& name : entries_of(cursor))
    {
        cursor.go_on();
        struct stat status = {};
        if (::fstatat(cursor.here().get(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0)
        {
            continue;
        }
        if (S_ISDIR(status.st_mode))
        {
            directories.push_back(name);
        }
        else if (S_ISREG(status.st_mode))
        {
            const std::uint64_t bytes = kStatBlock * static_cast<std::uint64_t>(status.st_blocks);
            size.all += bytes;
            size.own += status.st_nlink > 1 ? 0 : bytes - std::min(bytes, shared_bytes(cursor.here(), name));
        }
    }
    return directories;
}
} // namespace

std::optional<Size> size_of(const std::filesystem::path& generation, const TimeLimit& limit)
try
{
    const auto base = find_directory(generation.parent_path());
    std::optional<TreeCursor> cursor;
    if (!base || !cursor.emplace(*base, TreeCursor::Rights::AsFound, limit).enter(generation.filename()))
    {
        return std::nullopt;
    }
    Size size;
    walk(
        *cursor, [&] { return add_files(*cursor, size); }, [](const std::string& /*name*/) {});
    return size;
}
catch (const UserError&)
{
    return std::nullopt;
}
} // namespace left4me
