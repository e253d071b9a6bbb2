// All that the helper may ask of the kernel once it has the owner's identity.
#pragma once

#include <array>

#include <sys/syscall.h>

namespace left4me
{
// By purpose rather than one a line.
// clang-format off
inline constexpr auto kSystemCalls = std::to_array<int>({
    // the overlay
    SYS_fsopen, SYS_fsconfig, SYS_fsmount, SYS_move_mount, SYS_mount, SYS_umount2, SYS_chdir, SYS_fchdir,
    // what is below the state root, and /proc
    SYS_openat2, SYS_openat, SYS_close, SYS_read, SYS_getdents64, SYS_unlinkat, SYS_readlink, SYS_dup, SYS_fcntl,
    SYS_newfstatat, SYS_fstat, SYS_statx, SYS_statfs, SYS_fstatfs, SYS_lseek,
    // attributes, which tell whose mount it is
    SYS_fgetxattr, SYS_fsetxattr, SYS_flistxattr, SYS_fremovexattr,
    // this process itself
    SYS_write, SYS_rt_sigaction, SYS_capget, SYS_capset, SYS_gettid, SYS_brk, SYS_mmap, SYS_munmap, SYS_mremap,
    SYS_futex, SYS_clock_nanosleep, SYS_rt_sigreturn, SYS_restart_syscall, SYS_exit_group,
});
// clang-format on
} // namespace left4me
