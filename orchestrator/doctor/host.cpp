#include "doctor/parts.hpp"

#include <fstream>
#include <sstream>

#include <sys/utsname.h>
#include <unistd.h>

namespace left4me
{
namespace
{
constexpr char kLoader[] = "/lib/ld-linux.so.2"; // of the i386 psABI
constexpr char kPackages[] = "sudo apt-get install libc6-i386 lib32gcc-s1 lib32stdc++6 lib32z1";
constexpr int kOldestMajor = 5; // 5.15: openat2, mount_setattr, overlayfs with userxattr
constexpr int kOldestMinor = 15;

bool is_on_this_host(const std::string& path)
{
    return ::access(path.c_str(), F_OK) == 0;
}

std::string release()
{
    utsname names{};
    ::uname(&names);
    return static_cast<const char*>(names.release);
}

Finding kernel()
{
    const std::string version = release();
    int major = 0;
    int minor = 0;
    char dot = 0;
    std::istringstream(version) >> major >> dot >> minor;
    const bool new_enough = major > kOldestMajor || (major == kOldestMajor && minor >= kOldestMinor);
    return new_enough
               ? ok("kernel", "Linux " + version)
               : failure("kernel", "Linux " + version + " is too old: 5.15 is the first that is enough",
                         "sudo apt-get install linux-image-amd64 && sudo reboot");
}

Finding overlayfs()
{
    std::ostringstream known;
    known << std::ifstream("/proc/filesystems").rdbuf();
    const std::string module = "/lib/modules/" + release() + "/kernel/fs/overlayfs/overlay.ko";
    const bool loadable =
        is_on_this_host(module) || is_on_this_host(module + ".xz") || is_on_this_host(module + ".zst");
    if (known.str().find("\toverlay\n") != std::string::npos || loadable)
    {
        return ok("overlayfs", "the kernel has overlayfs");
    }
    return failure("overlayfs", "the kernel has no overlayfs", "sudo modprobe overlay");
}

Finding systemd()
{
    return is_on_this_host("/run/systemd/system")
               ? ok("systemd", "systemd runs this machine")
               : failure("systemd", "systemd does not run this machine: servers cannot be started here",
                         "boot with systemd as PID 1");
}

Finding programs_of_32_bits()
{
    return is_on_this_host(kLoader)
               ? ok("32-bit", std::string("32-bit programs can run: ") + kLoader)
               : failure("32-bit",
                         std::string("the game and SteamCMD are 32-bit programs, and there is no ") + kLoader,
                         kPackages);
}
} // namespace

Findings examine_machine()
{
    return {kernel(), overlayfs(), systemd(), programs_of_32_bits()};
}
} // namespace left4me
