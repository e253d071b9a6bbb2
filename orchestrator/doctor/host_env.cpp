#include "instance/host_env.hpp"

#include "doctor/editor.hpp"
#include "doctor/parts.hpp"
#include "left4me/error.hpp"
#include "paths.hpp"
#include "spec/nearest.hpp"

#include <grp.h>
#include <sys/stat.h>

namespace left4me
{
namespace
{
bool may_be_read_by_the_service_user(const struct stat& status)
{
    const group* const theirs = ::getgrnam(paths::kUser);
    return (status.st_mode & S_IROTH) != 0 ||
           ((status.st_mode & S_IRGRP) != 0 && theirs != nullptr && status.st_gid == theirs->gr_gid);
}

/// Root may read it in any case.
void require_readable_host_env()
{
    struct stat status = {};
    if (::lstat(paths::kHostEnv, &status) == 0 && !may_be_read_by_the_service_user(status))
    {
        throw UserError(Exit::Config, std::string(paths::kHostEnv) + " cannot be read by " + paths::kUser);
    }
}

/// No failure: another program may keep its own there.
Finding unknown_key(const std::string& key)
{
    const std::string hint = did_you_mean(key, host_env_keys());
    return warning("host-env",
                   std::string(paths::kHostEnv) + " holds " + key + ", which is no key of l4d2ctl's" +
                       (hint.empty() ? ": there are " + enumerated(host_env_keys()) : hint),
                   command_to_edit_file("sudo ", paths::kHostEnv));
}
} // namespace

std::string command_that_mends_host_env()
{
    const std::string file = paths::kHostEnv;
    const std::string rights =
        "sudo chown root:" + std::string(paths::kUser) + " " + file + " && sudo chmod 0640 " + file;
    struct stat status = {};
    if (::lstat(file.c_str(), &status) != 0 || !S_ISREG(status.st_mode))
    {
        return command_to_edit_file("sudo ", file);
    }
    if (status.st_uid != 0 || (status.st_mode & (S_IWGRP | S_IWOTH)) != 0)
    {
        return command_to_edit_file("sudo ", file) + " && " + rights;
    }
    return may_be_read_by_the_service_user(status) ? command_to_edit_file("sudo ", file) : rights;
}

Finding examine_host_env()
{
    try
    {
        require_readable_host_env();
        const HostEnv env = read_host_env();
        if (!env.unknown.empty())
        {
            return unknown_key(env.unknown.front());
        }
        return ok("host-env",
                  std::string(paths::kHostEnv) + " can be read, or there is none and defaults hold");
    }
    catch (const UserError& error)
    {
        return failure("host-env", error.what(), command_that_mends_host_env());
    }
}
} // namespace left4me
