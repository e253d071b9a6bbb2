#include "instance/ownership.hpp"

#include "instance/directory.hpp"
#include "instance/tree.hpp"
#include "left4me/error.hpp"
#include "spec/name.hpp"
#include "system/place.hpp"

#include <fcntl.h>

namespace left4me
{
namespace
{
namespace fs = std::filesystem;

/// nullopt: there is no such directory.
std::optional<uid_t> owner_of(const fs::path& path)
{
    const auto status = what_is_known_of(open_place(path, O_PATH | O_DIRECTORY | O_NOFOLLOW));
    return status ? std::optional(status->stx_uid) : std::nullopt;
}

std::optional<AnothersDirectory> anothers_part(const fs::path& whole, uid_t owner)
{
    for (const char* const part : {"", "upper", "work", "upper/left4dead2", "upper/left4dead2/cfg"})
    {
        const fs::path path = *part == '\0' ? whole : whole / part;
        if (owner_of(path).value_or(owner) != owner)
        {
            return AnothersDirectory{path, whole};
        }
    }
    return std::nullopt;
}

void add_half_deleted(const fs::path& parent, std::set<std::string>& names)
{
    constexpr std::size_t kMostLookedAt = 10'000; // nobody deletes that many at once
    const std::string prefix = tombstone_of("");
    const auto dir = find_directory(parent);
    for (const std::string& entry : dir ? entries_of(*dir, kMostLookedAt) : std::vector<std::string>())
    {
        const std::string name = entry.starts_with(prefix) ? entry.substr(prefix.size()) : "";
        if (is_instance_name(name))
        {
            names.insert(name);
        }
    }
}
} // namespace

std::optional<AnothersDirectory> anothers_directory(const StateRoot& root, std::string_view name)
{
    const auto owner = owner_of(root.path());
    for (const fs::path& parent : {root.instances(), root.runtime()})
    {
        for (const std::string& entry : {std::string(name), tombstone_of(name)})
        {
            auto found = owner ? anothers_part(parent / entry, *owner) : std::nullopt;
            if (found)
            {
                return found;
            }
        }
    }
    return std::nullopt;
}

void require_own_directories(const StateRoot& root, std::string_view name)
{
    if (const auto found = anothers_directory(root, name))
    {
        throw UserError(Exit::CantCreat, found->directory.string() + " belongs to another user than " +
                                             root.path().string() +
                                             ": l4d2ctl doctor says what to do with it");
    }
}

std::set<std::string> half_deleted(const StateRoot& root)
{
    std::set<std::string> names;
    add_half_deleted(root.instances(), names);
    add_half_deleted(root.runtime(), names);
    return names;
}
} // namespace left4me
