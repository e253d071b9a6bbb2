#include "system/private_overlay.hpp"

#include "left4me/fd.hpp"

#include <cerrno>
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
    // Opened after the namespace was left: overlayfs refuses layers of another one. By descriptor and by
    // relative names, since paths may hold the colons and commas that mean something in the options.
    const Fd lower(::open(overlay.lower.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!lower || ::chdir(overlay.directory.c_str()) != 0)
    {
        fail("open " + overlay.directory.string());
    }
    const std::string options =
        "lowerdir=/proc/self/fd/" + std::to_string(lower.get()) + ",upperdir=upper,workdir=work,userxattr";
    if (::mount("left4me", "merged", "overlay", MS_NOSUID | MS_NODEV, options.c_str()) != 0 ||
        ::chdir("/") != 0)
    {
        fail("mount an overlay in " + overlay.directory.string());
    }
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
