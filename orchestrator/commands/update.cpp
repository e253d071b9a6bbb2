#include "commands/update.hpp"

#include "commands/message.hpp"
#include "commands/retries.hpp"
#include "commands/status_report.hpp"
#include "commands/steam_run.hpp"
#include "installation/generations.hpp"
#include "installation/held_build.hpp"
#include "left4me/error.hpp"
#include "spec/text.hpp"
#include "steam/app.hpp"
#include "steam/manifest.hpp"
#include "steam/session.hpp"
#include "system/output.hpp"

#include <nlohmann/json.hpp>
#include <unistd.h>

namespace left4me
{
namespace
{
using Json = nlohmann::ordered_json;

Report app_info(const Context& context)
{
    const std::filesystem::path launcher = require_steamcmd(context);
    const Fd lock = lock_installation(context.root);
    const Listener nobody{[](const SteamProgress&) {}, [](std::string_view) {}};
    return run_steamcmd({launcher, std::nullopt, std::nullopt}, {},
                        {{"app_info_update", "1"}, {"app_info_print", kApp}}, nobody);
}

std::string ask_steam(const Context& context, const InstallRequest& request)
{
    const std::string branch = branch_to_install(context.root, request);
    Retries retries(request.retries);
    for (;;)
    {
        const Report report = app_info(context);
        if (auto build = offered_build(report.output, branch))
        {
            return std::move(*build);
        }
        const Complaint complaint =
            report.complaint.value_or(Complaint{Trouble::NoConnection, "nothing of the kind"});
        if (!retries.again(complaint))
        {
            write_out(STDERR_FILENO, last_lines(report.output));
            throw UserError(exit_of(complaint.trouble), "Steam does not say which build branch " +
                                                            shown(branch) +
                                                            " has: " + explanation_of(complaint.trouble));
        }
    }
}

std::optional<std::string> installed_build(const StateRoot& root)
{
    const auto manifest = read_manifest(root.installation());
    return manifest && manifest->whole ? std::optional(manifest->build_id) : std::nullopt;
}

/// Two branches may have one build for a while.
bool is_on_branch(const StateRoot& root, const InstallRequest& request)
{
    const auto manifest = read_manifest(root.installation());
    return manifest && manifest->branch == branch_to_install(root, request);
}

void show_builds(const UpdateRequest& request, const std::optional<std::string>& installed,
                 const std::string& available)
{
    if (request.json)
    {
        Json json;
        json["installed_build_id"] = installed ? Json(*installed) : Json(nullptr);
        json["available_build_id"] = available;
        json["newer"] = installed != available;
        show(json_line(json));
        return;
    }
    show("installed: " + installed.value_or("none") + "\navailable: " + available + "\n");
}

void say_if_rolled_back(const Context& context, const std::string& available)
{
    if (held_build(context.root) == available)
    {
        say("build " + available + " was rolled back; l4d2ctl install brings it again");
    }
}
} // namespace

int perform(const Context& context, const UpdateRequest& request)
{
    const std::string available = ask_steam(context, request.install);
    const auto installed = installed_build(context.root);
    const auto current = current_generation(context.root);
    if (request.check)
    {
        show_builds(request, installed, available);
        say_if_rolled_back(context, available);
        return 0;
    }
    if (held_build(context.root) == available)
    {
        say_if_rolled_back(context, available);
    }
    else if (installed == available && current && !request.install.validate &&
             is_on_branch(context.root, request.install))
    {
        show_installed(request.install, *current, available, false);
    }
    else if (const int status = perform(context, request.install))
    {
        return status;
    }
    return restart_outdated(context, request.restarts, request.patience);
}
} // namespace left4me
