#include "overlay/work.hpp"

#include <cerrno>
#include <chrono>
#include <memory>
#include <string_view>

#include <dirent.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace left4me
{
namespace
{
// overlayfs goes two levels deep; a deeper tree is the owner's, who can remove it himself.
constexpr int kDeepest = 4;

// Whoever owns the directory can go on filling it.
constexpr std::chrono::seconds kLongestRemoval{1};

using Clock = std::chrono::steady_clock;

Fd open_directory(const Fd& parent, const char* name)
{
    open_how how = {};
    how.flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_XDEV;
    return Fd(syscall(SYS_openat2, parent.get(), name, &how, sizeof how));
}

void remove(const Fd& parent, const char* name, int depth, Clock::time_point end)
{
    if (unlinkat(parent.get(), name, 0) == 0 || errno != EISDIR || depth == kDeepest)
    {
        return;
    }
    const Fd dir = open_directory(parent, name);
    constexpr auto close_stream = [](DIR* stream) { closedir(stream); };
    const std::unique_ptr<DIR, decltype(close_stream)> entries(dir ? fdopendir(dup(dir.get())) : nullptr);
    while (const dirent* entry = entries && Clock::now() < end ? readdir(entries.get()) : nullptr)
    {
        const std::string_view child = entry->d_name;
        if (child != "." && child != "..")
        {
            remove(dir, entry->d_name, depth + 1, end);
        }
    }
    unlinkat(parent.get(), name, AT_REMOVEDIR);
}
} // namespace

void remove_leftovers(const Fd& work)
{
    for (const char* const name : {"work", "index"})
    {
        remove(work, name, 0, Clock::now() + kLongestRemoval);
    }
}
} // namespace left4me
