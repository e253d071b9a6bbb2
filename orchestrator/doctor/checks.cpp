#include "doctor/checks.hpp"

#include "doctor/editor.hpp"
#include "doctor/other_root.hpp"
#include "doctor/parts.hpp"
#include "instance/host_env.hpp"
#include "left4me/error.hpp"
#include "paths.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <sstream>

namespace left4me
{
namespace
{
void append(Findings& all, Findings part)
{
    std::move(part.begin(), part.end(), std::back_inserter(all));
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

Findings examine_below(const StateRoot& root)
{
    Findings all = examine_state(root);
    try
    {
        append(all, examine_game(root));
        append(all, examine_instances(root));
    }
    catch (const UserError& error) // what an earlier finding explains, such as a link in a directory's place
    {
        all.push_back(failure("instances", "the instances cannot be looked at: " + std::string(error.what()),
                              by_owner(root, "ls -la " + root.path().string())));
    }
    return all;
}

/// Of an ordinary user: nothing of the units and helpers is of use to him.
Findings examine_private(const StateRoot& root)
{
    Findings all = examine_machine();
    all.push_back(ok("state-root", "the state root is " + root.path().string() + ", for l4d2ctl run alone"));
    append(all, examine_below(root));
    return all;
}

Findings examine_all(const std::optional<std::string>& root_option)
{
    Findings all = examine_machine();
    append(all, examine_installed());
    all.push_back(examine_host_env());
    append(all, examine_wall());
    std::optional<StateRoot> root;
    try
    {
        root = resolve_state_root(root_option);
    }
    catch (const UserError& error)
    {
        all.push_back(failure("state-root",
                              "the state root cannot be told, and what is below it not be checked: " +
                                  std::string(error.what()),
                              command_that_mends_host_env()));
        return all;
    }
    all.push_back(root_of(*root));
    append(all, examine_below(*root));
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
