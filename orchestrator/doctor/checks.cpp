#include "doctor/checks.hpp"

#include "doctor/editor.hpp"
#include "doctor/other_root.hpp"
#include "doctor/parts.hpp"
#include "instance/host_env.hpp"
#include "left4me/error.hpp"
#include "paths.hpp"
#include "spec/nearest.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <sstream>

#include <grp.h>
#include <sys/stat.h>

namespace left4me
{
namespace
{
void append(Findings& all, Findings part)
{
    std::move(part.begin(), part.end(), std::back_inserter(all));
}

bool may_be_read_by_the_service_user(const struct stat& status)
{
    const group* const theirs = ::getgrnam(paths::kUser);
    return (status.st_mode & S_IROTH) != 0 ||
           ((status.st_mode & S_IRGRP) != 0 && theirs != nullptr && status.st_gid == theirs->gr_gid);
}

/// What others could write has to be read first.
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

Finding host_env()
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

std::string text_of(const std::string& file)
{
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

constexpr std::array<const char*, 2> kUnits = {"left4me-server@.service", "left4me-update.service"};

std::string wanted_drop_in(const std::string& unit, const std::string& root)
{
    return drop_in_for(text_of(std::string(paths::kUnitDir) + "/" + unit), paths::kStateRoot, root);
}

bool have_drop_ins_for(const std::string& root)
{
    return std::all_of(kUnits.begin(), kUnits.end(),
                       [&](const char* unit)
                       { return has_all_lines(text_of(path_of_drop_in(unit)), wanted_drop_in(unit, root)); });
}

/// Of another state root that was the helpers' once.
std::vector<std::string> drop_ins()
{
    std::vector<std::string> paths;
    std::error_code error;
    for (const char* const unit : kUnits)
    {
        if (std::filesystem::exists(path_of_drop_in(unit), error))
        {
            paths.push_back(path_of_drop_in(unit));
        }
    }
    return paths;
}

bool names_in_host_env(const std::string& root)
{
    return read_host_env().root == root;
}

std::string command_for(const std::string& root)
{
    std::string command;
    for (const char* const unit : kUnits)
    {
        command += command_that_writes(wanted_drop_in(unit, root), path_of_drop_in(unit)) + " && ";
    }
    return command + "sudo systemctl daemon-reload";
}

Finding compiled_root()
{
    const std::vector<std::string> others = drop_ins();
    if (others.empty())
    {
        return ok("state-root", std::string("the state root is ") + paths::kStateRoot);
    }
    std::string command = "sudo rm";
    for (const std::string& path : others)
    {
        command += " " + path;
    }
    return failure("state-root",
                   std::string("the state root is ") + paths::kStateRoot + ", and " + others.front() +
                       " makes the units use another",
                   command + " && sudo systemctl daemon-reload");
}

/// The units' sandboxes are written for the compiled root.
Finding root_of(const StateRoot& root)
{
    const std::string path = root.path().string();
    std::error_code error;
    if (path == paths::kStateRoot)
    {
        return compiled_root();
    }
    if (names_in_host_env(path) && !std::filesystem::is_directory(path, error))
    {
        return failure("state-root",
                       "LEFT4ME_ROOT in " + std::string(paths::kHostEnv) + " names " + path +
                           ", which is no directory",
                       command_to_edit_file("sudo ", paths::kHostEnv));
    }
    if (have_drop_ins_for(path))
    {
        return ok("state-root", "the state root is " + path);
    }
    return failure("state-root",
                   "the state root is " + path + ", and the units know " + paths::kStateRoot +
                       " only, or as an earlier version did",
                   command_for(path));
}
/// Of an ordinary user: nothing of the units and helpers is of use to him.
Findings examine_private(const StateRoot& root)
{
    Findings all = examine_machine();
    all.push_back(ok("state-root", "the state root is " + root.path().string() + ", for l4d2ctl run alone"));
    append(all, examine_state(root));
    append(all, examine_game(root));
    append(all, examine_instances(root));
    return all;
}

Findings examine_all(const std::optional<std::string>& root_option)
{
    Findings all = examine_machine();
    append(all, examine_installed());
    all.push_back(host_env());
    append(all, examine_wall());
    try
    {
        const StateRoot root = resolve_state_root(root_option);
        all.push_back(root_of(root));
        append(all, examine_state(root));
        append(all, examine_game(root));
        append(all, examine_instances(root));
    }
    catch (const UserError& error)
    {
        all.push_back(failure("state-root",
                              "the state root cannot be told, and what is below it not be checked: " +
                                  std::string(error.what()),
                              command_that_mends_host_env()));
    }
    return all;
}
} // namespace

Findings examine_host(const std::optional<std::string>& root_option)
{
    try
    {
        const StateRoot root = resolve_state_root(root_option);
        if (is_private(root))
        {
            return examine_private(root);
        }
    }
    catch (const UserError&)
    {
        // A finding as good as others.
    }
    return examine_all(root_option);
}
} // namespace left4me
