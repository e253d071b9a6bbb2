#include "instance/removal.hpp"

#include "instance/by_hand.hpp"
#include "instance/failure.hpp"
#include "instance/instance_lock.hpp"
#include "instance/mount_table.hpp"
#include "instance/mounted.hpp"
#include "instance/ports.hpp"
#include "instance/tree.hpp"
#include "spec/text.hpp"

#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <sys/stat.h>

namespace left4me
{
namespace
{
void require_nothing_mounted(const StateRoot& root, std::string_view name, const Directory& runtime)
{
    const auto refuse_mount = [&](const std::string& where)
    {
        throw UserError(Exit::TempFail, "something is mounted on " + printable(where) +
                                            ": stop the server first: l4d2ctl stop " + std::string(name));
    };
    if (is_mounted(root, name))
    {
        refuse_mount(root.merged(name).string());
    }
    if (const auto point = mount_point_below(runtime, std::string(name)))
    {
        refuse_mount(*point);
    }
}

/// Under its other name nothing takes the half of a tree for a whole one, whenever we are killed.
void bury(const Directory& dir, std::string_view name)
{
    const std::string tombstone = tombstone_of(name);
    remove_tree(dir, tombstone);
    const std::string entry(name);
    if (::renameat(dir.fd.get(), entry.c_str(), dir.fd.get(), tombstone.c_str()) != 0)
    {
        if (errno == ENOENT)
        {
            return;
        }
        fail_to_write("remove " + dir.shown(entry), errno);
    }
    remove_tree(dir, tombstone);
    // Last: a journal keeps the order, and before, what the game has just written would go to the disk first,
    // only to be removed.
    sync_directory(dir);
}
} // namespace

bool has_leftovers_of_root(const StateRoot& root, std::string_view name)
{
    const auto is_anothers = [&](const char* entry)
    {
        struct stat status = {};
        const std::filesystem::path path = root.runtime(name) / "work" / entry;
        return ::lstat(path.c_str(), &status) == 0 && status.st_uid != ::geteuid();
    };
    return is_anothers("work") || is_anothers("index");
}

void remove_runtime(const StateRoot& root, std::string_view name)
{
    if (const auto runtime = find_directory(root.runtime()))
    {
        require_nothing_mounted(root, name, *runtime);
        require_no_run_by_hand(root, name);
        bury(*runtime, name);
    }
}

void remove_instance(const StateRoot& root, std::string_view name)
{
    remove_runtime(root, name);
    if (const auto instances = find_directory(root.instances()))
    {
        const Fd registry = lock_registry(root);
        PortIndex ports(*instances);
        const bool current = ports.is_current();
        release_port(root, ports, std::string(name));
        bury(*instances, name);
        if (current)
        {
            ports.mark_current();
        }
    }
}
} // namespace left4me
