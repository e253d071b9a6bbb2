// Telling our own mount from any other, in constant time.
#pragma once

#include "overlay/runtime.hpp"

#include <string>
#include <vector>

namespace left4me
{
/// What the instance's mount is made of, as text: source_of(), and a hash over device and inode of layers,
/// upper and work. It is the mount's source, which nobody can change, and the mark of upper and work.
[[nodiscard]] std::string identity_of(const std::string& instance, const std::vector<Fd>& layers,
                                      const Runtime& runtime);

/// An extended attribute of upper, or of work, that only root can set, made before the mount, so that no live
/// one is without; upper's shows through the mount, too. One that is there already stays, since another mount
/// may be alive over it: only who has mounted may replace it. Needs CAP_SYS_ADMIN for all its life. Throws 71
/// or 73.
class Mark
{
public:
    Mark(const Fd& dir, const std::string& identity);
    Mark(const Mark&) = delete;
    Mark& operator=(const Mark&) = delete;
    Mark(Mark&&) = delete;
    Mark& operator=(Mark&&) = delete;
    ~Mark();
    /// After the mount. Whether it worked shows through the mount.
    void keep(const std::string& identity);

private:
    const Fd& dir_;
    bool made_;
};

/// Not empty where a directory is, or was when the machine stopped, the upper or work of a mounted instance.
/// Needs CAP_SYS_ADMIN. Throws 71.
[[nodiscard]] std::string mark_of(const Fd& dir);

/// Takes exactly this mark away. Needs CAP_SYS_ADMIN. Throws 71.
void remove_mark(const Fd& dir, const std::string& identity);

/// Whether something is mounted on this very directory.
[[nodiscard]] bool is_mount_root(const Fd& dir);

/// The mark that shows through an overlay; empty for any other file system. Needs CAP_SYS_ADMIN.
[[nodiscard]] std::string read_identity(const Fd& mounted);
} // namespace left4me
