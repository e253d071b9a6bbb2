#include "by_hand.hpp"

#include "files.hpp"

#include <sys/mount.h>

namespace left4me::test
{
void mount_tmpfs(const std::filesystem::path& point, unsigned long flags)
{
    must(mount("foreign", point.c_str(), "tmpfs", flags, "mode=0755"), "mount a tmpfs on " + point.string());
    write_file(point / "foreign", "foreign");
}

void bind(const std::filesystem::path& source, const std::filesystem::path& point)
{
    must(mount(source.c_str(), point.c_str(), nullptr, MS_BIND, nullptr), "bind over " + point.string());
}

void bind_with(const std::filesystem::path& point, unsigned long flags)
{
    bind(point, point);
    must(mount(nullptr, point.c_str(), nullptr, MS_REMOUNT | MS_BIND | flags, nullptr),
         "remount " + point.string());
}

void mount_overlay(const std::filesystem::path& point, const std::string& source, const std::string& options)
{
    must(mount(source.c_str(), point.c_str(), "overlay", MS_NOSUID | MS_NODEV, options.c_str()),
         "mount an overlay on " + point.string() + " with " + options);
}

void unmount(const std::filesystem::path& point)
{
    must(umount2(point.c_str(), UMOUNT_NOFOLLOW), "unmount " + point.string());
}

void detach(const std::filesystem::path& point)
{
    must(umount2(point.c_str(), UMOUNT_NOFOLLOW | MNT_DETACH), "detach " + point.string());
}
} // namespace left4me::test
