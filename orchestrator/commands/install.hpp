#pragma once

#include "commands/context.hpp"
#include "commands/progress_display.hpp"

#include <optional>
#include <string>

namespace left4me
{
struct InstallRequest
{
    bool validate = false;
    std::optional<std::string> login;            ///< a Steam user; nullopt: anonymous
    std::optional<unsigned> password_descriptor; ///< where his password is read from
    std::optional<std::string> beta;
    std::optional<std::string> bootstrap; ///< SteamCMD's tarball
    std::optional<std::string> rollback;  ///< a generation; empty: the one before the current one
    unsigned retries = 3;
    std::size_t keep = 2;
    ProgressForm progress = ProgressForm::Automatic;
};

/// LEFT4ME_STEAMCMD, or where SteamCMD is otherwise. Throws UserError: NoPerm when root calls, Unavailable
/// when there is none.
[[nodiscard]] std::filesystem::path require_steamcmd(const Context& context);

/// Says what is installed now, and with ProgressForm::Json on stdout, too. `changed`: it was not before.
void show_installed(const InstallRequest& request, const std::string& generation, const std::string& build,
                    bool changed);

/// l4d2ctl install …
[[nodiscard]] int perform(const Context& context, const InstallRequest& request);
} // namespace left4me
