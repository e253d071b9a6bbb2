#include "doctor/parts.hpp"
#include "left4me/error.hpp"
#include "paths.hpp"
#include "system/process.hpp"

#include <cerrno>

#include <pwd.h>
#include <unistd.h>

namespace left4me
{
namespace
{
constexpr int kRefused = 1; // by sudo; a helper that was reached refuses with 64
constexpr char kRules[] = "/etc/sudoers.d/left4me";
const std::string kRestore = std::string("sudo install -m 0440 ") + paths::kOriginalRules + " " + kRules;

/// `words` through sudo as the service user would call them; root becomes that user first.
int status_as_user(const Argv& words)
{
    Argv call;
    if (::geteuid() == 0)
    {
        // Without a terminal: sudo would make another one for the user's command, which he could write to.
        call = {"/usr/bin/setsid", "--wait", paths::kSudo, "-n", "-u", paths::kUser, "--"};
    }
    call.insert(call.end(), {paths::kSudo, "-n"});
    call.insert(call.end(), words.begin(), words.end());
    return capture(call).status;
}

/// left4me can end what runs with its real uid, and sudo does at first.
Finding not_asked(const char* id)
{
    return warning(id, "sudo has not answered: something ended it", "sudo l4d2ctl doctor");
}

Finding passes()
{
    const int status = status_as_user({paths::kSystemctlHelper, "show", "doctor-probe"});
    if (status == 0)
    {
        return ok("sudo", "sudo lets " + std::string(paths::kUser) + " call the helpers");
    }
    if (status != kRefused)
    {
        return not_asked("sudo");
    }
    const std::string what = "sudo does not let " + std::string(paths::kUser) + " call the helpers";
    const bool missing = ::access(kRules, F_OK) != 0 && errno == ENOENT;
    return failure("sudo", what + (missing ? std::string(": there is no ") + kRules : ""), kRestore);
}

Finding refuses()
{
    const int helper = status_as_user({paths::kSystemctlHelper, "restart", "doctor-probe"});
    const int other = status_as_user({"/bin/true"});
    if (helper == kRefused && other == kRefused)
    {
        return ok("sudo-refuses", "and nothing else");
    }
    if (helper != static_cast<int>(Exit::Usage) && other != 0)
    {
        return not_asked("sudo-refuses");
    }
    return failure("sudo-refuses",
                   "sudo lets " + std::string(paths::kUser) + " do more than call the helpers", kRestore);
}
} // namespace

bool is_user_or_root()
{
    const passwd* const user = ::getpwnam(paths::kUser);
    return ::geteuid() == 0 || (user != nullptr && user->pw_uid == ::geteuid());
}

Findings examine_wall()
{
    if (!is_user_or_root())
    {
        return {warning("sudo", "only " + std::string(paths::kUser) + " and root can try sudo's rules",
                        "sudo -u " + std::string(paths::kUser) + " l4d2ctl doctor")};
    }
    try
    {
        Finding first = passes();
        // Where sudo refuses everything, its refusals say nothing.
        return first.health == Health::Ok ? Findings{std::move(first), refuses()}
                                          : Findings{std::move(first)};
    }
    catch (const UserError&)
    {
        return {failure("sudo", std::string("there is no ") + paths::kSudo, "sudo apt-get install sudo")};
    }
}
} // namespace left4me
