#include "instance/state_root.hpp"

#include "instance/host_env.hpp"
#include "left4me/error.hpp"
#include "paths.hpp"
#include "spec/text.hpp"
#include "system/place.hpp"

#include <cstdlib>

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace left4me
{
namespace
{
/// Without slashes at the end, so that paths made from it read well and compare equal.
StateRoot root_at(std::string path)
{
    while (path.size() > 1 && path.back() == '/')
    {
        path.pop_back();
    }
    return StateRoot(path);
}

StateRoot guarded(StateRoot root)
{
    follow_no_links_below(root.path());
    return root;
}

StateRoot helpers_root()
{
    return root_at(read_host_env().root.value_or(paths::kStateRoot));
}

bool is_absolute(const std::string& path)
{
    return path.substr(0, 1) == "/";
}
} // namespace

StateRoot resolve_state_root(const std::optional<std::string>& option)
{
    if (option)
    {
        if (!is_absolute(*option))
        {
            throw UserError(Exit::Usage, "--root must be an absolute path, not " + shown(*option));
        }
        return guarded(root_at(*option));
    }
    if (const char* const set = std::getenv("LEFT4ME_ROOT"))
    {
        if (!is_absolute(set))
        {
            throw UserError(Exit::Config, "LEFT4ME_ROOT must be an absolute path, not " + shown(set) +
                                              ": set it to one, or unset it");
        }
        return guarded(root_at(set));
    }
    return guarded(helpers_root());
}

std::optional<std::string> advice_to_others(const StateRoot& root)
{
    struct stat status = {};
    if (::stat(root.path().c_str(), &status) != 0 || status.st_uid == ::geteuid())
    {
        return std::nullopt;
    }
    const passwd* const owner = ::getpwuid(status.st_uid);
    const std::string name = owner == nullptr ? "#" + std::to_string(status.st_uid) : owner->pw_name;
    const std::string what = "the state root " + root.path().string() + " belongs to " + name;
    if (status.st_uid == 0)
    {
        return what + ", and should not: l4d2ctl doctor says how to mend it";
    }
    return what + ": run l4d2ctl as its owner, such as with sudo -u " + name;
}

void require_owner(const StateRoot& root)
{
    if (const auto advice = advice_to_others(root))
    {
        throw UserError(Exit::NoPerm, *advice);
    }
}

bool is_helpers_root(const StateRoot& root)
{
    const StateRoot helpers = helpers_root();
    std::error_code ignored;
    return root.path() == helpers.path() || std::filesystem::equivalent(root.path(), helpers.path(), ignored);
}

void require_helpers_root(const StateRoot& root)
{
    if (!is_helpers_root(root))
    {
        throw UserError(Exit::Config, "the state root is " + shown(root.path().string()) +
                                          ", but the root helpers work in " +
                                          shown(helpers_root().path().string()) +
                                          ": below another one there are only install, update, generations, "
                                          "initialize, list --names, run and doctor; LEFT4ME_ROOT in " +
                                          paths::kHostEnv + " moves the helpers");
    }
}
} // namespace left4me
