#include "instance/port_index.hpp"

#include "instance/failure.hpp"
#include "instance/tree.hpp"
#include "spec/name.hpp"

#include <array>
#include <cerrno>

#include <sys/stat.h>
#include <unistd.h>

namespace left4me
{
namespace
{
constexpr char kIndex[] = ".ports";
constexpr char kState[] = "instances";
constexpr char kUnfinishedLink[] = ".new";

/// The clock of files stands still for some milliseconds, in which number or size tell (on ext4 and XFS the
/// number of links is that of directories, on Btrfs the size that of names).
std::string state_of_entries(const Directory& dir)
{
    struct stat status = {};
    if (::fstat(dir.fd.get(), &status) != 0)
    {
        fail_to_read("look at " + dir.path.string(), errno);
    }
    return std::to_string(status.st_mtim.tv_sec) + "." + std::to_string(status.st_mtim.tv_nsec) + " " +
           std::to_string(status.st_nlink) + " " + std::to_string(status.st_size);
}

/// nullopt, too, for what is no symlink, or a longer one than we make.
std::optional<std::string> target_of(const Directory& dir, const std::string& name)
{
    std::array<char, 128> target{};
    const ssize_t size = ::readlinkat(dir.fd.get(), name.c_str(), target.data(), target.size());
    return size < 0 || static_cast<std::size_t>(size) == target.size()
               ? std::nullopt
               : std::optional(std::string(target.data(), static_cast<std::size_t>(size)));
}

void remove_link(const Directory& dir, const std::string& name)
{
    if (::unlinkat(dir.fd.get(), name.c_str(), 0) != 0 && errno != ENOENT)
    {
        fail_to_write("remove " + dir.shown(name), errno);
    }
}
} // namespace

PortIndex::PortIndex(const Directory& instances)
    : instances_(instances), index_(make_directory(instances, kIndex, kPublicDirectory))
{
}

bool PortIndex::is_current() const
{
    return target_of(index_, kState) == state_of_entries(instances_);
}

void PortIndex::mark_current()
{
    put_link(kState, state_of_entries(instances_));
}

void PortIndex::forget()
{
    remove_link(index_, kState);
}

void PortIndex::rebuild(const std::map<std::uint16_t, std::string>& claims)
{
    forget();
    std::map<std::string, std::string> links;
    for (const auto& [port, name] : claims)
    {
        links.emplace(std::to_string(port), name);
    }
    for (const std::string& entry : entries_of(index_))
    {
        const auto link = links.find(entry);
        if (link != links.end() && target_of(index_, entry) == link->second)
        {
            links.erase(link);
            continue;
        }
        remove_tree(index_, entry);
    }
    for (const auto& [port, name] : links)
    {
        put_link(port, name);
    }
    mark_current();
}

std::optional<std::string> PortIndex::owner_of(std::uint16_t port) const
{
    const auto name = target_of(index_, std::to_string(port));
    return name && is_instance_name(*name) ? name : std::nullopt;
}

void PortIndex::claim(std::uint16_t port, const std::string& name)
{
    if (owner_of(port) != name)
    {
        put_link(std::to_string(port), name);
    }
}

void PortIndex::release(std::uint16_t port, const std::string& name)
{
    if (owner_of(port) == name)
    {
        remove_link(index_, std::to_string(port));
    }
}

/// By a rename, so that no call that is killed leaves a port without its claim.
void PortIndex::put_link(const std::string& name, const std::string& target)
{
    remove_link(index_, kUnfinishedLink);
    if (::symlinkat(target.c_str(), index_.fd.get(), kUnfinishedLink) != 0 ||
        ::renameat(index_.fd.get(), kUnfinishedLink, index_.fd.get(), name.c_str()) != 0)
    {
        fail_to_write("write " + index_.shown(name), errno);
    }
}
} // namespace left4me
