#include "journalctl/reader.hpp"

#include "common/failure.hpp"

#include <cstdio>
#include <memory>
#include <string_view>

#include <grp.h>
#include <linux/securebits.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace left4me
{
namespace
{
// Read from the file itself: getgrnam() would load name service modules into a root process.
gid_t journal_group()
{
    constexpr auto close_file = [](FILE* file) { static_cast<void>(std::fclose(file)); };
    const std::unique_ptr<FILE, decltype(close_file)> file(std::fopen("/etc/group", "re"));
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
    constexpr uid_t kNobody = 65534;
    const gid_t group = journal_group();
    // Capabilities survive the change of user, so that they can be dropped together with the bounding set
    // afterwards.
    check(prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP), "set secure bits");
    check(setgroups(1, &group), "take the group systemd-journal");
    check(setresgid(kNobody, kNobody, kNobody), "become nobody");
    check(setresuid(kNobody, kNobody, kNobody), "become nobody");
}
} // namespace left4me
