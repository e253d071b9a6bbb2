#include "instance/runtime_tree.hpp"

#include "instance/beneath.hpp"
#include "instance/by_hand.hpp"
#include "instance/closing.hpp"
#include "instance/failure.hpp"
#include "instance/overlay.hpp"
#include "instance/tree.hpp"

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>

namespace left4me
{
namespace
{
constexpr mode_t kWorkDirectory = 0700;
constexpr mode_t kClosedDirectory = 0750;

std::string instance_of(const Directory& runtime)
{
    const bool by_hand = runtime.path.filename() == kByHand;
    return (by_hand ? runtime.path.parent_path() : runtime.path).filename().string();
}

[[noreturn]] void refuse_upper(const Directory& runtime, const std::string& path, const std::string& wanted)
{
    throw UserError(Exit::DataErr, path + " is not a " + wanted +
                                       ": the game put something else there; move it away, or wipe all that "
                                       "the server changed with l4d2ctl reset " +
                                       instance_of(runtime));
}

void make_parts(const Directory& runtime)
{
    static_cast<void>(make_directory(runtime, "upper", kPublicDirectory));
    static_cast<void>(make_directory(runtime, "work", kWorkDirectory));
    static_cast<void>(make_directory(runtime, "merged", kPublicDirectory));
}

/// A directory made anew carries no opaque mark, so what lower layers have in it stays visible.
Directory open_in_upper(const Directory& runtime, const Directory& parent, const std::string& name)
{
    struct stat status = {};
    if (::fstatat(parent.fd.get(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0)
    {
        if (errno != ENOENT)
        {
            fail_to_read("look at " + parent.shown(name), errno);
        }
        return make_directory(parent, name, kPublicDirectory);
    }
    if (!S_ISDIR(status.st_mode))
    {
        refuse_upper(runtime, parent.shown(name), "directory");
    }
    Fd fd(::openat(parent.fd.get(), name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!fd)
    {
        fail_to_write("open the directory " + parent.shown(name), errno);
    }
    return {std::move(fd), parent.path / name};
}
} // namespace

Directory make_runtime(const StateRoot& root, std::string_view name)
{
    const Directory all = make_state_directory(root.runtime());
    remove_tree(all, tombstone_of(name));
    Directory runtime = make_directory(all, std::string(name), kClosedDirectory);
    // In a user namespace of his own everybody mounts overlays, and the kernel takes the upper and the work
    // that he can name out of use for all others, whoever may write there.
    close_to_others(runtime);
    make_parts(runtime);
    return runtime;
}

Directory make_runtime_by_hand(const StateRoot& root, std::string_view name)
{
    Directory by_hand = make_directory(make_runtime(root, name), kByHand, kPublicDirectory);
    make_parts(by_hand);
    return by_hand;
}

Directory open_upper_cfg(const Directory& runtime)
{
    const Directory upper = make_directory(runtime, "upper", kPublicDirectory);
    const Directory game = open_in_upper(runtime, upper, "left4dead2");
    return open_in_upper(runtime, game, "cfg");
}

void put_cfg(const Directory& runtime, const Directory& cfg, const std::string& file_name,
             std::string_view text)
{
    struct stat status = {};
    if (::fstatat(cfg.fd.get(), file_name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 &&
        S_ISDIR(status.st_mode))
    {
        refuse_upper(runtime, cfg.shown(file_name), "file");
    }
    write_file(runtime, cfg, file_name, text, kPrivateFile);
}

std::optional<std::string> read_upper_cfg(const Directory& runtime, const std::string& file_name)
{
    const std::string path = "upper/left4dead2/cfg/" + file_name;
    const Fd file = open_on_same_mount(runtime.fd, path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
    if (!file && (errno == ENOENT || errno == ENOTDIR))
    {
        return std::nullopt;
    }
    if (!file)
    {
        fail_to_read("read " + runtime.shown(path), errno);
    }
    require_owner_reads(runtime, file, runtime.shown(path));
    return read_open_file(file, runtime.shown(path), kCfgSizeLimit);
}
} // namespace left4me
