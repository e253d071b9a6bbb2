#include "commands/steam_run.hpp"

#include "commands/message.hpp"
#include "commands/retries.hpp"
#include "commands/steam_login.hpp"
#include "commands/steam_privacy.hpp"
#include "left4me/error.hpp"
#include "spec/text.hpp"
#include "steam/app.hpp"
#include "steam/installer.hpp"
#include "steam/manifest.hpp"
#include "system/output.hpp"

#include <unistd.h>

namespace left4me
{
namespace
{
class Attempts
{
public:
    Attempts(const Context& context, const InstallRequest& request, Session session, AppOptions options)
        : request_(request), session_(std::move(session)), options_(std::move(options)),
          display_(make_progress_display(request.progress)), root_(context.root),
          verbose_(context.verbosity == Verbosity::Verbose)
    {
    }

    void until_installed()
    {
        Retries retries(request_.retries);
        for (;;)
        {
            const Report report = attempt();
            if (report.installed && !report.complaint)
            {
                return;
            }
            if (!report.complaint || !retries.again(*report.complaint))
            {
                fail(report);
            }
        }
    }

private:
    Report attempt()
    {
        const Listener listener{[&](const SteamProgress& progress) { display_->show(progress); },
                                [&](std::string_view piece)
                                {
                                    if (verbose_)
                                    {
                                        write_out(STDERR_FILENO, piece);
                                    }
                                },
                                [&](const std::string& platform)
                                {
                                    display_->end_line();
                                    say("SteamCMD gets the game for " + platform);
                                }};
        close_what_steam_keeps(root_);
        Report report = install_app(session_, options_, listener);
        close_what_steam_keeps(root_); // what it has made now
        display_->end_line();
        return report;
    }

    [[noreturn]] void fail(const Report& report) const
    {
        if (!verbose_)
        {
            write_out(STDERR_FILENO, last_lines(report.output));
        }
        if (report.complaint && report.complaint->trouble != Trouble::Unknown)
        {
            throw UserError(exit_of(report.complaint->trouble),
                            "SteamCMD says " + shown(report.complaint->text) + ": " +
                                explanation_of(report.complaint->trouble));
        }
        if (report.status != 0)
        {
            say("SteamCMD failed with status " + std::to_string(report.status) +
                "; its last lines are above");
            throw HelperError(session_.launcher, report.status);
        }
        throw UserError(Exit::Failed,
                        "SteamCMD ended without saying that the game is fully installed; its last "
                        "lines are above");
    }

    const InstallRequest& request_;
    Session session_;
    AppOptions options_;
    std::unique_ptr<ProgressDisplay> display_;
    const StateRoot& root_;
    bool verbose_;
};
} // namespace

std::string branch_to_install(const StateRoot& root, const InstallRequest& request)
{
    const auto manifest = read_manifest(root.installation());
    return request.beta ? *request.beta : manifest ? manifest->branch : kPublicBranch;
}

void run_steam(const Context& context, const InstallRequest& request, const std::filesystem::path& launcher,
               const Draft& draft, const std::optional<std::string>& base)
{
    Session session{launcher, std::nullopt, draft.overlay()};
    if (request.login)
    {
        session.login = ask_login(*request.login, request.password_descriptor);
    }
    const bool has_linux = base && !fault_of(context.root.installations() / *base);
    const std::string branch = branch_to_install(context.root, request);
    // Of the public branch SteamCMD hears only where it must be told to leave another.
    const bool named = request.beta || branch != kPublicBranch;
    Attempts(context, request, std::move(session),
             {draft.directory(), named ? std::optional(branch) : std::nullopt, request.validate, has_linux})
        .until_installed();
}
} // namespace left4me
