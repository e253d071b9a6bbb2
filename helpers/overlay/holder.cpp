#include "overlay/holder.hpp"

#include "overlay/privilege.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

namespace left4me
{
namespace
{
// The lock is held meanwhile, and whoever likes has thousands of descriptors, and mounts whose lines in the
// table are megabytes.
constexpr std::chrono::seconds kLongestSearch{2};

using Clock = std::chrono::steady_clock;

// Without asking the file system behind it: that may be somebody's FUSE, which need not answer.
bool leads_to(const std::filesystem::path& link, dev_t device)
{
    struct statx about = {};
    return statx(AT_FDCWD, link.c_str(), AT_STATX_DONT_SYNC, STATX_TYPE, &about) == 0 &&
           makedev(about.stx_dev_major, about.stx_dev_minor) == device;
}

bool uses(const std::filesystem::path& process, dev_t device, Clock::time_point end)
{
    std::error_code ended; // a process may end while it is looked at
    for (std::filesystem::directory_iterator link(process / "fd", ended), none;
         link != none && Clock::now() < end; link.increment(ended))
    {
        if (leads_to(link->path(), device))
        {
            return true;
        }
    }
    return leads_to(process / "cwd", device) || leads_to(process / "root", device) ||
           leads_to(process / "exe", device);
}

// A copy that only follows ours, as private services have it, goes with ours.
bool sees(const std::filesystem::path& process, const std::string& source, Clock::time_point end)
{
    std::error_code ignored;
    const auto theirs = std::filesystem::read_symlink(process / "ns/mnt", ignored);
    std::ifstream table(process / "mountinfo");
    std::string line;
    while (theirs != std::filesystem::read_symlink("/proc/self/ns/mnt", ignored) && Clock::now() < end &&
           std::getline(table, line))
    {
        if (line.find(" - overlay " + source) != std::string::npos &&
            line.find(" master:") == std::string::npos)
        {
            return true;
        }
    }
    return false;
}

// A process names itself as it likes.
std::string name_of(const std::filesystem::path& process)
{
    std::string name;
    std::getline(std::ifstream(process / "comm"), name);
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c <= ' ' || c > '~'; }, '?');
    return name;
}

std::string first_that(const std::function<bool(const std::filesystem::path&)>& holds)
{
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator("/proc", ignored))
    {
        const std::string pid = entry.path().filename();
        if (pid.find_first_not_of("0123456789") == std::string::npos && holds(entry.path()))
        {
            return "process " + pid + " (" + name_of(entry.path()) + ")";
        }
    }
    return "";
}
} // namespace

std::string holder_of(std::optional<dev_t> device, const std::string& source)
{
    const Clock::time_point end = Clock::now() + kLongestSearch;
    const RaisedCapabilities raised(Purpose::NameTheHolder);
    std::string found =
        device ? first_that([&](const auto& process) { return uses(process, *device, end); }) : "";
    found =
        found.empty() ? first_that([&](const auto& process) { return sees(process, source, end); }) : found;
    return found.empty() ? "something that a look into /proc does not show" : found;
}
} // namespace left4me
