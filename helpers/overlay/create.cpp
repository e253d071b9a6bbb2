#include "overlay/create.hpp"

#include "common/failure.hpp"

#include <array>
#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/mount.h>
#include <unistd.h>

namespace left4me
{
namespace
{
// All that module parameters and kernel configurations could decide otherwise. A hostile upper must not
// redirect to what its owner cannot read; index=on makes the kernel refuse an upper that is in use elsewhere.
constexpr std::array<std::pair<const char*, const char*>, 5> kOptions = {{{"index", "on"},
                                                                          {"redirect_dir", "nofollow"},
                                                                          {"metacopy", "off"},
                                                                          {"nfs_export", "off"},
                                                                          {"xino", "auto"}}};

bool set_string(const Fd& context, const char* key, const std::string& value)
{
    return fsconfig(context.get(), FSCONFIG_SET_STRING, key, value.c_str(), 0) == 0;
}

// By standing in it, since the mount table, which PID 1 reads at every change, shows what the kernel was
// given: of a descriptor, which kernels since 6.13 take, too, the whole path, and left4me could make lines of
// megabytes.
bool set_directory(const Fd& context, const char* key, const Fd& value)
{
    check(fchdir(value.get()), "enter a directory of the overlay's");
    return set_string(context, key, ".");
}

// Before 6.5, overlayfs has no context of its own; the kernel's stand-in swallows any text, and so gives
// itself away.
bool is_stand_in(const Fd& context)
{
    return set_string(context, "left4me", "no such option");
}

/// False when the kernel does not know this way to name a layer.
bool add_directories(const Fd& context, const std::vector<Fd>& layers, const Runtime& runtime)
{
    if (!set_directory(context, "lowerdir+", layers.front()))
    {
        return false;
    }
    bool all =
        set_directory(context, "upperdir", runtime.upper) && set_directory(context, "workdir", runtime.work);
    for (std::size_t i = 1; i < layers.size(); ++i)
    {
        all = all && set_directory(context, "lowerdir+", layers[i]);
    }
    for (const auto& [key, value] : kOptions)
    {
        all = all && set_string(context, key, value);
    }
    check(all ? 0 : -1, "name the layers to the kernel");
    check(chdir("/"), "leave the layers");
    return true;
}

int create_and_attach(const Fd& context, const Runtime& runtime)
{
    if (fsconfig(context.get(), FSCONFIG_CMD_CREATE, nullptr, nullptr, 0) != 0)
    {
        return errno;
    }
    const Fd overlay(check(fsmount(context.get(), FSMOUNT_CLOEXEC, MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV),
                           "make a mount of the overlay"));
    check(move_mount(overlay.get(), "", runtime.merged.get(), "",
                     MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_T_EMPTY_PATH),
          "attach the overlay");
    return 0;
}

// mount(2) takes one page of options and cuts the rest off without a word: bare numbers, in the directory of
// descriptors, make room for all 500 layers.
int mount_by_numbers(const std::string& source, const std::vector<Fd>& layers, const Runtime& runtime)
{
    constexpr std::size_t kPage = 4096; // bytes, the final NUL among them
    std::string data;
    for (const auto& [key, value] : kOptions)
    {
        data += std::string(key) + '=' + value + ',';
    }
    data +=
        "upperdir=" + std::to_string(runtime.upper.get()) + ",workdir=" + std::to_string(runtime.work.get());
    const char* separator = ",lowerdir=";
    for (const Fd& layer : layers)
    {
        data += separator + std::to_string(layer.get());
        separator = ":";
    }
    if (data.size() >= kPage)
    {
        fail(Exit::OsErr, "name the layers to the kernel", "they need more than a page of options");
    }
    check(chdir("/proc/self/fd"), "enter the directory of descriptors");
    const std::string merged = std::to_string(runtime.merged.get());
    const int error =
        mount(source.c_str(), merged.c_str(), "overlay", MS_NOSUID | MS_NODEV, data.c_str()) == 0 ? 0 : errno;
    check(chdir("/"), "leave the directory of descriptors");
    return error;
}
} // namespace

bool is_alive(const Fd& upper, const Fd& work, const Fd& lower)
{
    const Fd context(check(fsopen("overlay", FSOPEN_CLOEXEC), "open a context for the overlay"));
    check(chdir("/proc/self/fd"), "enter the directory of descriptors");
    bool named = set_string(context, "upperdir", std::to_string(upper.get())) &&
                 set_string(context, "workdir", std::to_string(work.get())) &&
                 set_string(context, "lowerdir", std::to_string(lower.get()));
    for (const auto& [key, value] : kOptions)
    {
        named = named && set_string(context, key, value);
    }
    check(named ? 0 : -1, "name an overlay to the kernel");
    const bool made = fsconfig(context.get(), FSCONFIG_CMD_CREATE, nullptr, nullptr, 0) == 0;
    check(chdir("/"), "leave the directory of descriptors");
    return !made;
}

int attach_overlay(const std::string& source, const std::vector<Fd>& layers, const Runtime& runtime)
{
    const Fd context(check(fsopen("overlay", FSOPEN_CLOEXEC), "open a context for the overlay"));
    check(set_string(context, "source", source) ? 0 : -1, "name the overlay to the kernel");
    if (!is_stand_in(context) && add_directories(context, layers, runtime))
    {
        return create_and_attach(context, runtime);
    }
    return mount_by_numbers(source, layers, runtime);
}
} // namespace left4me
