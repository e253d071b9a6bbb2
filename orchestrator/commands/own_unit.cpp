#include "commands/own_unit.hpp"

#include "system/systemctl.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>

namespace left4me
{
namespace
{
/// ID:CONTROLLERS:PATH → PATH, in the hierarchy that systemd keeps its units in.
std::optional<std::string_view> systemds_path(std::string_view line)
{
    constexpr std::string_view kUnified = "0::";
    constexpr std::string_view kNamed = ":name=systemd:";
    if (line.substr(0, kUnified.size()) == kUnified)
    {
        return line.substr(kUnified.size());
    }
    const std::size_t controllers = line.find(':');
    if (controllers != std::string_view::npos && line.substr(controllers, kNamed.size()) == kNamed)
    {
        return line.substr(controllers + kNamed.size());
    }
    return std::nullopt;
}

bool is_unit_of_the_system(std::string_view path, std::string_view unit)
{
    const std::size_t slash = path.rfind('/');
    return slash != std::string_view::npos && path.substr(slash + 1) == unit &&
           path.find("/user@") == std::string_view::npos;
}
} // namespace

bool is_cgroup_of(std::string_view cgroup_text, std::string_view unit)
{
    while (!cgroup_text.empty())
    {
        const std::size_t end = std::min(cgroup_text.find('\n'), cgroup_text.size());
        const auto path = systemds_path(cgroup_text.substr(0, end));
        if (path && is_unit_of_the_system(*path, unit))
        {
            return true;
        }
        cgroup_text.remove_prefix(std::min(end + 1, cgroup_text.size()));
    }
    return false;
}

bool in_own_unit(const std::string& name)
{
    std::ifstream file("/proc/self/cgroup");
    std::ostringstream text;
    text << file.rdbuf();
    return std::getenv("INVOCATION_ID") != nullptr && is_cgroup_of(text.str(), unit_of(name));
}
} // namespace left4me
