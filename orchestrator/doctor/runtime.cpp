#include "doctor/runtime.hpp"

#include "doctor/parts.hpp"
#include "instance/mounted.hpp"
#include "system/place.hpp"

#include <array>

#include <fcntl.h>
#include <sys/stat.h>

namespace left4me
{
namespace
{
struct Part
{
    const char* path;
    bool is_directory;
};

constexpr std::array<Part, 3> kParts = {
    {{"upper/left4dead2", true}, {"upper/left4dead2/cfg", true}, {"upper/left4dead2/cfg/server.cfg", false}}};

/// nullopt: nothing is there.
std::optional<mode_t> mode_of(const std::filesystem::path& path)
{
    const auto known = what_is_known_of(open_place(path, O_PATH | O_NOFOLLOW));
    return known ? std::optional<mode_t>(known->stx_mode) : std::nullopt;
}
} // namespace

std::optional<Finding> blocked_upper(const StateRoot& root, const std::string& name)
{
    if (mounted_as_far_as_known(root, name).value_or(true))
    {
        return std::nullopt;
    }
    for (const auto& [part, is_directory] : kParts)
    {
        const std::string path = root.runtime(name) / part;
        const auto mode = mode_of(path);
        if (mode && S_ISDIR(*mode) != is_directory)
        {
            return failure("instances",
                           name + " cannot start: " + path + " is not a " +
                               (is_directory ? "directory" : "file") + ": the game put something else there",
                           by_owner(root, "mv -T --backup=numbered " + path + " " + path + ".aside"));
        }
    }
    return std::nullopt;
}

std::optional<Finding> open_runtime(const StateRoot& root, const std::string& name)
{
    const std::string path = root.runtime(name);
    if ((mode_of(path).value_or(0) & S_IRWXO) == 0)
    {
        return std::nullopt;
    }
    return warning("instances", name + ": others may look into " + path + ", and can keep it from starting",
                   by_owner(root, "chmod o= " + path));
}
} // namespace left4me
