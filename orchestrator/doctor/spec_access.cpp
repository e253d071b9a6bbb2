#include "doctor/spec_access.hpp"

#include "doctor/editor.hpp"
#include "doctor/opening.hpp"
#include "doctor/parts.hpp"
#include "instance/failure.hpp"
#include "instance/instance.hpp"
#include "left4me/error.hpp"
#include "paths.hpp"
#include "spec/name.hpp"
#include "system/place.hpp"

#include <cerrno>
#include <string_view>

#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace left4me
{
namespace
{
constexpr std::string_view kInstances = "../instances/";
constexpr std::string_view kSpec = "/spec.yaml";

/// Who calls may not read it, and asks who could.
Fd find_spec(const StateRoot& root, const std::string& name)
{
    return open_place(path_of_spec(root, name), O_PATH | O_NOFOLLOW);
}

bool is_roots_alone(const Fd& spec)
{
    struct stat status = {};
    return ::fstat(spec.get(), &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == 0 &&
           status.st_nlink == 1;
}
} // namespace

std::string command_with_spec(const StateRoot& root, const std::string& name)
{
    return by_owner(root,
                    l4d2ctl_for(root) + " initialize " + name + " -f " + path_of_spec(root, name).string());
}

std::string command_to_edit(const StateRoot& root, const std::string& name)
{
    return command_to_edit_file(by_owner(root, ""), path_of_spec(root, name).string()) + " && " +
           command_with_spec(root, name);
}

std::string command_to_give_back(const StateRoot& root, const std::string& name)
{
    const Fd spec = find_spec(root, name);
    if (spec && is_roots_alone(spec) && !is_private(root))
    {
        return "sudo l4d2ctl doctor --open=" + identity_of(spec) + ":" + std::string(kInstances) + name +
               std::string(kSpec);
    }
    const std::string path = path_of_spec(root, name).string();
    return by_owner(root, "mv -T --backup=numbered " + path + " " + path + ".of-another-owner") + " && " +
           command_to_edit(root, name);
}

std::optional<std::string> instance_of_spec(const std::string& path)
{
    if (!path.starts_with(kInstances) || !path.ends_with(kSpec) ||
        path.size() <= kInstances.size() + kSpec.size())
    {
        return std::nullopt;
    }
    std::string name = path.substr(kInstances.size(), path.size() - kInstances.size() - kSpec.size());
    return is_instance_name(name) ? std::optional(std::move(name)) : std::nullopt;
}

void give_back_spec(const StateRoot& root, const std::string& name, const std::string& identity,
                    const std::function<void(const std::string& question)>& confirm)
{
    const std::string path = path_of_spec(root, name).string();
    const Fd spec = find_spec(root, name);
    struct stat status = {};
    if (!spec || ::fstat(spec.get(), &status) != 0)
    {
        fail_to_read("open " + path, errno);
    }
    if (::geteuid() != 0 || !is_roots_alone(spec) || identity_of(spec) != identity)
    {
        throw UserError(Exit::NoPerm, path + " is not what doctor saw, a file of root's: call doctor again");
    }
    confirm("may the service user have " + path + ", a file of " + std::to_string(status.st_size) +
            " bytes?");
    const passwd* const user = ::getpwnam(paths::kUser);
    if (user == nullptr || ::fchownat(spec.get(), "", user->pw_uid, user->pw_gid, AT_EMPTY_PATH) != 0)
    {
        fail_to_write("give " + path + " to " + paths::kUser, user == nullptr ? ENOENT : errno);
    }
}
} // namespace left4me
