#include "steam/installer.hpp"

#include "steam/app.hpp"

namespace left4me
{
namespace
{
Report run_for(const char* platform, const Session& session, const AppOptions& options,
               const Listener& listener)
{
    if (listener.begins)
    {
        listener.begins(platform);
    }
    Command update{"app_update", kApp};
    if (options.branch)
    {
        update.insert(update.end(), {"-beta", *options.branch});
    }
    if (options.validate)
    {
        update.emplace_back("validate");
    }
    return run_steamcmd(
        session,
        {{"@sSteamCmdForcePlatformType", platform}, {"force_install_dir", options.directory.string()}},
        {std::move(update)}, listener);
}

bool is_invalid_platform(const Report& report)
{
    return report.complaint && report.complaint->trouble == Trouble::InvalidPlatform;
}
} // namespace

Report install_app(const Session& session, const AppOptions& options, const Listener& listener)
{
    if (options.has_linux || session.login)
    {
        Report report = run_for("linux", session, options, listener);
        if (!is_invalid_platform(report))
        {
            return report;
        }
    }
    AppOptions first = options;
    first.validate = false;
    Report report = run_for("windows", session, first, listener);
    return report.installed ? run_for("linux", session, options, listener) : report;
}
} // namespace left4me
