#include "overlay/holder.hpp"

#include "common/failure.hpp"
#include "common/fd.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <sys/stat.h>

namespace left4me
{
namespace
{
bool leads_to(const std::filesystem::path& link, dev_t device)
{
    struct stat about = {};
    return stat(link.c_str(), &about) == 0 && about.st_dev == device;
}

bool holds(const std::filesystem::path& process, dev_t device)
{
    for (const char* const link : {"cwd", "root", "exe"})
    {
        if (leads_to(process / link, device))
        {
            return true;
        }
    }
    std::error_code ignored;
    const std::filesystem::directory_iterator descriptors(process / "fd", ignored);
    return std::any_of(begin(descriptors), end(descriptors),
                       [&](const auto& descriptor) { return leads_to(descriptor.path(), device); });
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
} // namespace

std::string holder_of(dev_t device)
{
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator("/proc", ignored))
    {
        const std::string pid = entry.path().filename();
        if (pid.find_first_not_of("0123456789") == std::string::npos && holds(entry.path(), device))
        {
            return "process " + pid + " (" + name_of(entry.path()) + ")";
        }
    }
    return "a process of another user, or a copy of it in another mount namespace";
}
} // namespace left4me
