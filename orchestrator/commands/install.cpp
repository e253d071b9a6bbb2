#include "commands/install.hpp"

#include "commands/generation_upkeep.hpp"
#include "commands/message.hpp"
#include "commands/rollback.hpp"
#include "commands/status_report.hpp"
#include "commands/steam_libraries.hpp"
#include "commands/steam_run.hpp"
#include "installation/draft.hpp"
#include "installation/generations.hpp"
#include "installation/held_build.hpp"
#include "instance/directory.hpp"
#include "instance/failure.hpp"
#include "instance/host_env.hpp"
#include "left4me/error.hpp"
#include "spec/text.hpp"
#include "steam/launcher.hpp"
#include "steam/manifest.hpp"

#include <cerrno>

#include <nlohmann/json.hpp>
#include <unistd.h>

namespace left4me
{
namespace
{
constexpr char kTar[] = "/usr/bin/tar";

/// A laptop's own state root may be root's; SteamCMD is not run as root even so.
void require_owner_other_than_root(const StateRoot& root)
{
    require_owner(root);
    if (::geteuid() == 0)
    {
        throw UserError(Exit::NoPerm,
                        "SteamCMD is never run as root: give " + root.path().string() + " to another user");
    }
}

void require_readable(const std::string& tarball)
{
    if (::access(tarball.c_str(), R_OK) != 0)
    {
        fail_to_read("read " + printable(tarball), errno);
    }
}

void unpack_steamcmd(const StateRoot& root, const std::string& tarball, Verbosity verbosity)
{
    require_readable(tarball);
    const Directory steam = make_state_directory(root.path() / "steam");
    try
    {
        static_cast<void>(output_of({kTar, "--extract", "--gzip", "--no-same-owner", "--force-local",
                                     "--file", tarball, "--directory", steam.path.string()},
                                    verbosity));
    }
    catch (const HelperError&)
    {
        throw UserError(Exit::DataErr, printable(tarball) +
                                           " could not be unpacked: is it SteamCMD's archive, and "
                                           "whole? l4d2ctl install --bootstrap says where to get it");
    }
    say("unpacked SteamCMD in " + steam.path.string());
}

void say_that_it_is_copied(const Draft& draft)
{
    if (draft.is_copy())
    {
        say("neither clones nor an overlay are possible here: the new generation is a whole copy");
    }
}

void require_sane(const std::filesystem::path& tree, bool validated)
{
    if (const auto fault = fault_of(tree))
    {
        throw UserError(Exit::Config,
                        "SteamCMD says that it is done, but " + *fault + ": " +
                            (validated ? "remove " + tree.parent_path().string() + " and begin anew"
                                       : "call l4d2ctl install --validate"));
    }
}

void update(const Context& context, const InstallRequest& request, const std::filesystem::path& launcher)
{
    adopt_plain_installation(context.root);
    const auto base = current_generation(context.root);
    Draft draft(context.root, base);
    say_that_it_is_copied(draft);
    run_steam(context, request, launcher, draft, base);
    provide_steam_libraries(context.root, launcher);
    const std::filesystem::path tree = draft.assemble();
    require_sane(tree, request.validate);
    const Manifest manifest = read_manifest(tree).value();
    const std::string& build = manifest.build_id;
    if (request.beta && manifest.branch != *request.beta)
    {
        say("Steam has no branch " + shown(*request.beta) + " of the game, or not for this user, and gives " +
            manifest.branch + " instead");
    }
    const bool changed = !draft.is_like_base();
    const std::string generation = changed ? draft.publish() : *base;
    if (changed)
    {
        make_current(context.root, generation);
    }
    release_build(context.root);
    draft.discard();
    show_installed(request, generation, build, changed);
    say_who_lags_behind(context, generation);
    remove_superfluous(context, generation, base.value_or(""), request.keep);
}
} // namespace

void show_installed(const InstallRequest& request, const std::string& generation, const std::string& build,
                    bool changed)
{
    if (request.progress == ProgressForm::Json)
    {
        nlohmann::ordered_json json;
        json["event"] = "installed";
        json["changed"] = changed;
        json["generation"] = generation;
        json["build_id"] = build;
        show(json_line(json));
    }
    say(changed ? "build " + build + " is installed as generation " + generation +
                      "; servers get it at their next start"
                : "build " + build + ", generation " + generation + ", is up to date");
}

std::filesystem::path require_steamcmd(const Context& context)
{
    require_owner_other_than_root(context.root);
    return find_steamcmd(configured_steamcmd(), context.root.path() / "steam");
}

int perform(const Context& context, const InstallRequest& request)
{
    require_owner_other_than_root(context.root);
    const Fd lock = lock_installation(context.root);
    if (request.rollback)
    {
        roll_back(context, *request.rollback);
        return 0;
    }
    if (request.bootstrap)
    {
        unpack_steamcmd(context.root, *request.bootstrap, context.verbosity);
    }
    update(context, request, require_steamcmd(context));
    return 0;
}
} // namespace left4me
