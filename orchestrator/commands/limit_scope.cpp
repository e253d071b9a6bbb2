#include "commands/limit_scope.hpp"

#include "left4me/error.hpp"

#include <array>
#include <cerrno>
#include <cstddef>

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>

namespace left4me
{
namespace
{
constexpr unsigned short kLoad = BPF_LD | BPF_W | BPF_ABS;
constexpr unsigned short kIfEqual = BPF_JMP | BPF_JEQ | BPF_K;
constexpr unsigned short kReturn = BPF_RET | BPF_K;
constexpr unsigned kPrlimit64 = 302;     // <asm/unistd_64.h>
constexpr unsigned kPrlimit64I386 = 340; // <asm/unistd_32.h>
constexpr unsigned kFcntl = 72;
constexpr unsigned kFcntlI386 = 55;
constexpr unsigned kFcntl64I386 = 221;

/// Jumps count the instructions to leave out.
sock_filter jump(unsigned value, unsigned char if_equal, unsigned char otherwise)
{
    return {kIfEqual, if_equal, otherwise, value};
}

template <std::size_t Size>
void install(std::array<sock_filter, Size>& filter)
{
    const sock_fprog program = {static_cast<unsigned short>(filter.size()), filter.data()};
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
        ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
    {
        throw UserError(Exit::OsErr, "the kernel does not let l4d2ctl restrict the game's system calls");
    }
}
} // namespace

void confine_limits()
{
    std::array<sock_filter, 10> filter = {{
        {kLoad, 0, 0, offsetof(seccomp_data, arch)},
        jump(AUDIT_ARCH_I386, 0, 2),
        {kLoad, 0, 0, offsetof(seccomp_data, nr)},
        jump(kPrlimit64I386, 2, 4),
        {kLoad, 0, 0, offsetof(seccomp_data, nr)},
        jump(kPrlimit64, 0, 2),
        {kLoad, 0, 0, offsetof(seccomp_data, args[0])}, // the low half: a pid has 32 bits
        jump(0, 0, 1),
        {kReturn, 0, 0, SECCOMP_RET_ALLOW},
        {kReturn, 0, 0, SECCOMP_RET_ERRNO | EPERM},
    }};
    install(filter);
}

void confine_leases()
{
    std::array<sock_filter, 11> filter = {{
        {kLoad, 0, 0, offsetof(seccomp_data, arch)},
        jump(AUDIT_ARCH_I386, 0, 3),
        {kLoad, 0, 0, offsetof(seccomp_data, nr)},
        jump(kFcntlI386, 3, 0),
        jump(kFcntl64I386, 2, 4),
        {kLoad, 0, 0, offsetof(seccomp_data, nr)},
        jump(kFcntl, 0, 2),
        {kLoad, 0, 0, offsetof(seccomp_data, args[1])},
        jump(F_SETLEASE, 1, 0),
        {kReturn, 0, 0, SECCOMP_RET_ALLOW},
        {kReturn, 0, 0, SECCOMP_RET_ERRNO | EPERM},
    }};
    install(filter);
}
} // namespace left4me
