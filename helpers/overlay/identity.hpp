// Telling our own mount from any other, in constant time.
#pragma once

#include "overlay/runtime.hpp"

#include <string>
#include <vector>

namespace left4me
{
/// What the instance's mount is made of, as text: its name, and a hash over device and inode of layers, upper
/// and work.
[[nodiscard]] std::string identity_of(const std::string& instance, const std::vector<Fd>& layers,
                                      const Runtime& runtime);

/// Notes it in an extended attribute of upper, or of work, that only root can set, before the mount: upper's
/// then shows through the mount, and through no other. Unless the mount succeeds, what stood there before
/// stands there again: another mount may be alive over it. Needs CAP_SYS_ADMIN for all its life. Throws 71
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
    void keep() { kept_ = true; }

private:
    const Fd& dir_;
    std::string before_;
    bool kept_ = false;
};

/// Not empty where a directory is, or was when the machine stopped, the upper or work of a mounted instance.
/// Needs CAP_SYS_ADMIN. Throws 71.
[[nodiscard]] std::string mark_of(const Fd& dir);

/// Takes exactly this mark away. `dir` may be empty. Needs CAP_SYS_ADMIN. Throws 71.
void remove_mark(const Fd& dir, const std::string& identity);

/// Whether something is mounted on this very directory.
[[nodiscard]] bool is_mount_root(const Fd& dir);

/// The identity that shows through an overlay; empty for any other file system. Needs CAP_SYS_ADMIN.
[[nodiscard]] std::string read_identity(const Fd& mounted);

/// Whether an identity is one of this instance's, whatever its layers.
[[nodiscard]] bool is_identity_of(const std::string& identity, const std::string& instance);
} // namespace left4me
