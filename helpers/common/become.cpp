#include "common/become.hpp"

#include "common/failure.hpp"

#include <cerrno>

#include <cap-ng.h>
#include <linux/securebits.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace left4me
{
namespace
{
// execve promises not to change the words, but its type does not say so.
char* as_word(const char* word)
{
    return const_cast<char*>(word);
}
} // namespace

void empty_bounding_set()
{
    // By hand: libcap-ng takes no notice when the kernel refuses this one.
    unsigned long capability = 0;
    while (prctl(PR_CAPBSET_DROP, capability) == 0)
    {
        ++capability;
    }
    // EINVAL: the kernel knows no further one. It knows dozens.
    if (errno != EINVAL || capability <= CAP_AUDIT_READ)
    {
        fail_with_errno(errno, "drop capabilities for good");
    }
}

void drop_all_capabilities()
{
    // Without SECBIT_NOROOT, execve as uid 0 would give the whole bounding set back.
    check(prctl(PR_SET_SECUREBITS, SECBIT_NOROOT | SECBIT_NOROOT_LOCKED), "set secure bits");
    empty_bounding_set();
    capng_clear(CAPNG_SELECT_CAPS);
    if (capng_apply(CAPNG_SELECT_CAPS) != 0)
    {
        fail(Exit::OsErr, "drop capabilities", "the kernel refused");
    }
    check(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "set no_new_privs");
}

void become(const char* program, const std::vector<std::string>& words)
{
    // No pager, no colours, no translation; nothing of the caller's.
    static char* const environment[] = {as_word("PATH=/usr/sbin:/usr/bin:/sbin:/bin"),
                                        as_word("LC_ALL=C.UTF-8"), as_word("SYSTEMD_PAGER="),
                                        as_word("SYSTEMD_COLORS=0"), nullptr};
    std::vector<char*> argv{as_word(program)};
    for (const std::string& word : words)
    {
        argv.push_back(as_word(word.c_str()));
    }
    argv.push_back(nullptr);
    execve(program, argv.data(), environment);
    if (errno == ENOENT)
    {
        fail(Exit::Unavailable, std::string("run ") + program, "there is no such program");
    }
    fail_with_errno(errno, std::string("run ") + program);
}
} // namespace left4me
