#include "installation/generations.hpp"

#include "installation/usage.hpp"
#include "instance/directory.hpp"
#include "instance/failure.hpp"
#include "instance/instance_lock.hpp"
#include "instance/layers.hpp"
#include "instance/lock_file.hpp"
#include "instance/tree.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace left4me
{
namespace
{
constexpr char kPlain[] = "installation";
constexpr char kBelowInstallations[] = "installations/";
constexpr char kNewLink[] = ".installation.new";

/// 0 for a name that is no number of ours.
unsigned long number_of(const std::string& name)
{
    unsigned long number = 0;
    const char* const end = name.data() + name.size();
    const auto [stop, error] = std::from_chars(name.data(), end, number);
    const bool ours = error == std::errc() && stop == end && !name.empty() && name.front() != '0';
    return ours ? number : 0;
}

void rename_in(const StateRoot& root, const std::string& from, const std::string& to, unsigned flags)
{
    const auto path = [&](const std::string& name) { return (root.path() / name).string(); };
    if (::renameat2(AT_FDCWD, path(from).c_str(), AT_FDCWD, path(to).c_str(), flags) != 0)
    {
        fail_to_write("rename " + path(from) + " to " + path(to), errno);
    }
}

void make_link(const StateRoot& root, const std::string& target, const std::string& name)
{
    const std::string path = (root.path() / name).string();
    if (::symlink(target.c_str(), path.c_str()) != 0)
    {
        fail_to_write("make the link " + path, errno);
    }
}

void sync(const std::filesystem::path& path)
{
    if (const auto dir = find_directory(path))
    {
        sync_directory(*dir);
    }
}

/// A server that systemd starts again after a crash is mounted from the layers file as it is, and the helper
/// follows no symlink there.
void rename_in_layers(const StateRoot& root, const std::string& to)
{
    auto users = users_of_installations(root);
    for (const std::string& name : users[kPlain])
    {
        const InstanceLock lock(root, name);
        auto layers = read_layers(root, name);
        if (layers && layers->back() == kPlain)
        {
            layers->back() = to;
            write_layers(root, name, *layers);
        }
    }
}

/// Puts the directory `installation` in the place of `layer`, and a link to there in its own.
void move_into_generations(const StateRoot& root, const std::string& layer)
{
    static_cast<void>(make_state_directory(root.installations()));
    ::unlink((root.path() / layer).c_str());
    make_link(root, layer, layer); // points to where it is exchanged with what belongs there
    rename_in(root, kPlain, layer, RENAME_EXCHANGE);
    sync(root.path());
    sync(root.installations());
}

bool is_plain_directory(const std::filesystem::path& path)
{
    std::error_code error;
    return std::filesystem::is_directory(std::filesystem::symlink_status(path, error));
}
} // namespace

Fd lock_installation(const StateRoot& root)
{
    using namespace std::chrono_literals;
    return lock_slot(root, lock_slot_of("/installation"), "the installation is", 0ms);
}

std::vector<std::string> generation_names(const StateRoot& root)
{
    const auto dir = find_directory(root.installations());
    if (!dir)
    {
        return {};
    }
    constexpr std::size_t kMost = 10'000; // each takes gigabytes
    std::vector<std::string> names = entries_of(*dir, kMost);
    const auto is_none = [&](const std::string& name)
    {
        struct stat status = {};
        return name.front() == '.' ||
               ::fstatat(dir->fd.get(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0 ||
               !S_ISDIR(status.st_mode);
    };
    names.erase(std::remove_if(names.begin(), names.end(), is_none), names.end());
    std::sort(names.begin(), names.end(),
              [](const std::string& one, const std::string& other)
              { return std::pair(number_of(one), one) < std::pair(number_of(other), other); });
    return names;
}

std::optional<std::string> current_generation(const StateRoot& root)
{
    std::error_code error;
    const std::string target = std::filesystem::read_symlink(root.installation(), error).string();
    const std::string prefix = kBelowInstallations;
    const bool ours = !error && target.compare(0, prefix.size(), prefix) == 0;
    const std::vector<std::string> names = generation_names(root);
    const bool there = ours && std::count(names.begin(), names.end(), target.substr(prefix.size())) == 1;
    return there ? std::optional(target.substr(prefix.size())) : std::nullopt;
}

std::string next_generation(const StateRoot& root)
{
    unsigned long highest = 0;
    for (const std::string& name : generation_names(root))
    {
        highest = std::max(highest, number_of(name));
    }
    return std::to_string(highest + 1);
}

void make_current(const StateRoot& root, const std::string& generation)
{
    ::unlink((root.path() / kNewLink).c_str());
    make_link(root, kBelowInstallations + generation, kNewLink);
    rename_in(root, kNewLink, kPlain, 0);
    sync(root.path());
}

void adopt_plain_installation(const StateRoot& root)
{
    std::error_code error;
    const bool plain = is_plain_directory(root.installation());
    const bool empty = plain && std::filesystem::is_empty(root.installation(), error);
    if (plain && !(empty && ::rmdir(root.installation().c_str()) == 0))
    {
        move_into_generations(root, kBelowInstallations + next_generation(root));
    }
    if (const auto current = current_generation(root)) // also where an earlier call was killed before this
    {
        rename_in_layers(root, kBelowInstallations + *current);
    }
}

void remove_generation(const StateRoot& root, const std::string& generation)
{
    const auto dir = find_directory(root.installations());
    if (!dir)
    {
        return;
    }
    rename_in(root, kBelowInstallations + generation, kBelowInstallations + tombstone_of(generation), 0);
    const std::string tombs = tombstone_of("");
    for (const std::string& name : entries_of(*dir))
    {
        if (name.compare(0, tombs.size(), tombs) == 0)
        {
            remove_tree(*dir, name);
        }
    }
}
} // namespace left4me
