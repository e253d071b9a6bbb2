#include "journalctl/reader.hpp"

#include "common/failure.hpp"
#include "paths.hpp"

#include <cstdio>
#include <memory>
#include <string_view>

#include <grp.h>
#include <linux/securebits.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace left4me
{
namespace
{
struct CloseFile
{
    void operator()(FILE* file) const { static_cast<void>(std::fclose(file)); }
};
using File = std::unique_ptr<FILE, CloseFile>;

// Both are read from the files themselves: getpwnam() and getgrnam() would load name service modules into a
// root process.
uid_t reader()
{
    constexpr uid_t kNobody = 65534;
    const File file(std::fopen("/etc/passwd", "re"));
    while (const passwd* entry = file ? fgetpwent(file.get()) : nullptr)
    {
        if (std::string_view(entry->pw_name) == paths::kJournalUser)
        {
            return entry->pw_uid;
        }
    }
    return kNobody;
}

gid_t journal_group()
{
    const File file(std::fopen("/etc/group", "re"));
    while (const group* entry = file ? fgetgrent(file.get()) : nullptr)
    {
        if (std::string_view(entry->gr_name) == "systemd-journal")
        {
            return entry->gr_gid;
        }
    }
    fail(Exit::Config, "read the journal", "/etc/group has no group systemd-journal");
}
} // namespace

void become_journal_reader()
{
    const uid_t user = reader();
    const gid_t group = journal_group();
    // Capabilities survive the change of user, so that they can be dropped together with the bounding set
    // afterwards.
    check(prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP), "set secure bits");
    check(setgroups(0, nullptr), "leave root's groups");
    check(setresgid(group, group, group), "take the group systemd-journal");
    check(setresuid(user, user, user), "become who reads the journal");
}
} // namespace left4me
