#include "common/seccomp.hpp"

#include "common/failure.hpp"

#include <cstddef>
#include <vector>

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>

namespace left4me
{
void allow_only(std::span<const int> system_calls)
{
    constexpr unsigned kLoad = BPF_LD | BPF_W | BPF_ABS;
    constexpr unsigned kUnlessEqual = BPF_JMP | BPF_JEQ | BPF_K;
    constexpr sock_filter kKill = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
    std::vector<sock_filter> filter = {BPF_STMT(kLoad, offsetof(seccomp_data, arch)),
                                       BPF_JUMP(kUnlessEqual, AUDIT_ARCH_X86_64, 1, 0), kKill,
                                       BPF_STMT(kLoad, offsetof(seccomp_data, nr))};
    for (const int number : system_calls)
    {
        // Each call has a return of its own, so that no jump depends on the length of the list.
        filter.push_back(BPF_JUMP(kUnlessEqual, static_cast<unsigned>(number), 0, 1));
        filter.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    }
    filter.push_back(kKill);
    const sock_fprog program = {static_cast<unsigned short>(filter.size()), filter.data()};
    check(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program), "restrict system calls");
}
} // namespace left4me
