#include "system/private_overlay.hpp"

#include "left4me/fd.hpp"

#include <array>
#include <cerrno>
#include <fstream>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>

namespace left4me
{
namespace
{
[[noreturn]] void fail(const std::string& what)
{
    throw std::system_error(errno, std::generic_category(), "cannot " + what);
}

void write_map(const char* file, const std::string& text)
{
    const Fd map(::open(file, O_WRONLY | O_CLOEXEC));
    if (!map || ::write(map.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size()))
    {
        fail(std::string("write ") + file);
    }
}

/// One number to itself, which is all that an unprivileged process may map.
std::string only(unsigned id)
{
    return std::to_string(id) + " " + std::to_string(id) + " 1";
}

Fd open_directory(const std::filesystem::path& path)
{
    Fd fd(::open(path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!fd)
    {
        fail("open " + path.string());
    }
    return fd;
}

/// In /proc/self/fd.
std::string name_of(const Fd& fd)
{
    return std::to_string(fd.get());
}

void enter_namespaces()
{
    const uid_t uid = ::geteuid();
    const gid_t gid = ::getegid();
    if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
    {
        fail("make a user namespace");
    }
    write_map("/proc/self/setgroups", "deny");
    write_map("/proc/self/uid_map", only(uid));
    write_map("/proc/self/gid_map", only(gid));
}
} // namespace

void enter_private_overlay(const PrivateOverlay& overlay)
{
    enter_namespaces();
    // Opened after the namespace was left: overlayfs refuses layers of another one.
    std::vector<Fd> lowers;
    std::string names;
    for (const auto& lower : overlay.lowers)
    {
        lowers.push_back(open_directory(lower));
        names += (names.empty() ? "" : ":") + name_of(lowers.back());
    }
    const Fd upper = open_directory(overlay.directory / "upper");
    const Fd work = open_directory(overlay.directory / "work");
    const Fd merged = open_directory(overlay.directory / "merged");
    const std::string options =
        "lowerdir=" + names + ",upperdir=" + name_of(upper) + ",workdir=" + name_of(work) + ",userxattr";
    // Numbers hold none of the colons and commas that mean something in the options, and 500 of them fit into
    // the page that mount(2) takes.
    if (::chdir("/proc/self/fd") != 0 ||
        ::mount("left4me", name_of(merged).c_str(), "overlay", MS_NOSUID | MS_NODEV, options.c_str()) != 0 ||
        ::chdir("/") != 0)
    {
        fail("mount an overlay in " + overlay.directory.string());
    }
}

std::string way_to_user_namespaces()
{
    struct Switch
    {
        const char* file;
        const char* off;
        const char* command;
    };
    constexpr std::array<Switch, 3> kSwitches = {{
        {"/proc/sys/kernel/unprivileged_userns_clone", "0", "sysctl kernel.unprivileged_userns_clone=1"},
        {"/proc/sys/user/max_user_namespaces", "0", "sysctl user.max_user_namespaces=10000"},
        {"/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1",
         "sysctl kernel.apparmor_restrict_unprivileged_userns=0"},
    }};
    for (const Switch& each : kSwitches)
    {
        std::string value;
        if (std::ifstream(each.file) >> value && value == each.off)
        {
            return each.command;
        }
    }
    return {};
}

bool can_enter_private_overlay(const PrivateOverlay& overlay)
{
    const pid_t child = ::fork();
    if (child == 0)
    {
        try
        {
            enter_private_overlay(overlay);
            ::_exit(0);
        }
        catch (const std::system_error&)
        {
            ::_exit(1);
        }
    }
    int status = 1;
    while (child > 0 && ::waitpid(child, &status, 0) < 0 && errno == EINTR)
    {
    }
    return child > 0 && status == 0;
}
} // namespace left4me
