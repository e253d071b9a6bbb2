#include "instance/binding.hpp"

#include "instance/mount_table.hpp"
#include "left4me/error.hpp"
#include "system/place.hpp"

#include <vector>

#include <fcntl.h>
#include <unistd.h>

namespace left4me
{
namespace
{
/// A line of BindReadOnlyPaths= of units/left4me-server@.service.in.
struct Binding
{
    std::string source; ///< relative to the state root
    std::string place;
};

std::vector<Binding> bindings_of(std::string_view name)
{
    std::vector<Binding> bindings{{"steam/linux32", ".steam/sdk32"}, {"steam/linux64", ".steam/sdk64"}};
    const std::string environment = "instances/" + std::string(name) + "/instance.env";
    for (const std::string& same :
         {std::string("steam/linux32"), std::string("steam/linux64"), std::string("workshop_cache"),
          std::string("global_overlay_cache"), environment})
    {
        bindings.push_back({same, same});
    }
    return bindings;
}

/// nullopt where nothing is bound.
std::optional<std::string> source_of(const std::filesystem::path& place, const struct statx& status)
{
    const auto mount = mount_of_id(status.stx_mnt_id);
    if (!mount || mount->point != place)
    {
        return std::nullopt;
    }
    // An initialize that replaces instance.env meanwhile is no reason to refuse (proc_pid_mountinfo(5)).
    constexpr std::string_view kDeleted = "//deleted";
    const std::size_t gone = mount->root.ends_with(kDeleted) ? kDeleted.size() : 0;
    return mount->root.substr(0, mount->root.size() - gone);
}

[[noreturn]] void refuse_binding(const std::string& path, const std::string& why)
{
    throw UserError(Exit::NoPerm, path + " " + why + " and is not shown to the game");
}
} // namespace

void require_own_bindings(const StateRoot& root, std::string_view name)
{
    for (const auto& [source, place] : bindings_of(name))
    {
        const auto path = root.path() / place;
        const auto status = what_is_known_of(open_place(path, O_PATH));
        if (!status)
        {
            continue; // the unit says that each may be missing
        }
        if (status->stx_uid != ::geteuid())
        {
            refuse_binding(path.string(), "belongs to another user than " + root.path().string());
        }
        const auto bound = source_of(path, *status);
        if (bound && *bound != "/" && !bound->ends_with("/" + source))
        {
            refuse_binding((root.path() / source).string(), "leads elsewhere, to " + *bound + ",");
        }
    }
}
} // namespace left4me
