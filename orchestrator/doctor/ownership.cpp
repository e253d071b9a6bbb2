#include "doctor/ownership.hpp"

#include "doctor/parts.hpp"
#include "instance/tree.hpp"
#include "system/place.hpp"

#include <fcntl.h>

namespace left4me
{
namespace
{
/// nullopt: there is no such directory.
std::optional<uid_t> owner_of(const std::filesystem::path& path)
{
    const auto status = what_is_known_of(open_place(path, O_PATH | O_DIRECTORY | O_NOFOLLOW));
    return status ? std::optional(status->stx_uid) : std::nullopt;
}

std::optional<std::filesystem::path> anothers_part(const std::filesystem::path& top, uid_t owner)
{
    for (const char* const part : {"", "upper", "work", "upper/left4dead2", "upper/left4dead2/cfg"})
    {
        const std::filesystem::path path = *part == '\0' ? top : top / part;
        if (owner_of(path).value_or(owner) != owner)
        {
            return path;
        }
    }
    return std::nullopt;
}
} // namespace

std::optional<Finding> anothers_runtime(const StateRoot& root, const std::string& name)
{
    const auto owner = owner_of(root.path());
    for (const std::string& entry : {name, tombstone_of(name)})
    {
        const std::filesystem::path top = root.runtime() / entry;
        if (const auto found = owner ? anothers_part(top, *owner) : std::nullopt)
        {
            return failure(
                "instances",
                name + " cannot start: " + found->string() + " belongs to another user than " +
                    root.path().string(),
                by_owner(root, "mv -T " + top.string() + " " +
                                   (root.runtime() / ("." + name + "-of-another-owner")).string()));
        }
    }
    return std::nullopt;
}
} // namespace left4me
