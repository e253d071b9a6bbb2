#include "doctor/checks.hpp"

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

Finding host_env()
{
    try
    {
        static_cast<void>(read_host_env());
        return ok("host-env",
                  std::string(paths::kHostEnv) + " can be read, or there is none and defaults hold");
    }
    catch (const UserError& error)
    {
        return failure("host-env", error.what(), std::string("sudo editor ") + paths::kHostEnv);
    }
}

std::string text_of(const std::string& file)
{
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

constexpr std::array<const char*, 2> kUnits = {"left4me-server@.service", "left4me-update.service"};

bool have_drop_ins()
{
    return std::all_of(kUnits.begin(), kUnits.end(),
                       [](const char* unit)
                       {
                           std::error_code error;
                           return std::filesystem::exists(path_of_drop_in(unit), error);
                       });
}

std::string command_for(const std::string& root)
{
    std::string command;
    for (const char* const unit : kUnits)
    {
        const std::string text = text_of(std::string(paths::kUnitDir) + "/" + unit);
        command +=
            command_that_writes(drop_in_for(text, paths::kStateRoot, root), path_of_drop_in(unit)) + " && ";
    }
    return command + "sudo systemctl daemon-reload";
}

/// The units' sandboxes are written for the compiled root.
Finding root_of(const StateRoot& root)
{
    const std::string path = root.path().string();
    if (path == paths::kStateRoot || have_drop_ins())
    {
        return ok("state-root", "the state root is " + path);
    }
    return failure("state-root",
                   "the state root is " + path + ", and the units know " + paths::kStateRoot + " only",
                   command_for(path));
}
} // namespace

Findings examine_host(const std::optional<std::string>& root_option)
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
    }
    catch (const UserError& error)
    {
        all.push_back(failure("state-root", error.what(), std::string("sudo editor ") + paths::kHostEnv));
    }
    return all;
}
} // namespace left4me
