#include "overlay/mount_table.hpp"

#include "common/failure.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include <fcntl.h>
#include <sys/stat.h>

namespace left4me
{
// ID PARENT MAJOR:MINOR ROOT POINT OPTIONS [OPTIONAL…] - TYPE SOURCE OPTIONS, and the kernel escapes the
// spaces in names: the first dash that stands alone is the only one.
bool is_overlay_in(std::string_view line, std::uint64_t id, const std::string& start)
{
    const std::size_t root = std::min(line.find(' ', line.find(':')), line.size());
    const std::size_t dash = line.find(" - ");
    return line.starts_with(std::to_string(id) + ' ') && line.substr(root).starts_with(" / ") &&
           dash != std::string_view::npos && line.substr(dash).starts_with(" - overlay " + start);
}

bool is_overlay(const Fd& dir, const std::string& start)
{
    constexpr char kAct[] = "read the mount table";
    struct statx about = {};
    check(statx(dir.get(), "", AT_EMPTY_PATH, STATX_MNT_ID, &about), kAct);
    std::FILE* const table = std::fopen("/proc/self/mountinfo", "re");
    check(table == nullptr ? -1 : 0, kAct);
    bool found = false;
    char* line = nullptr;
    for (std::size_t room = 0; !found && getline(&line, &room, table) > 0;)
    {
        found = is_overlay_in(line, about.stx_mnt_id, start);
    }
    // Where a read fails, getline gives what it has of the line; and what is left open then, our end closes.
    check(std::ferror(table) == 0 ? 0 : -1, kAct);
    std::free(line);
    static_cast<void>(std::fclose(table));
    return found;
}
} // namespace left4me
