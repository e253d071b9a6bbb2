// SteamCMD at work on a draft, with what the user sees of it.
#pragma once

#include "commands/install.hpp"
#include "installation/draft.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace left4me
{
/// The branch that was asked for, else the one that is installed, else public: as SteamCMD does.
[[nodiscard]] std::string branch_to_install(const StateRoot& root, const InstallRequest& request);

/// Returns when Steam says that the application is whole. Transient troubles are tried again, request.retries
/// times, after 5 s, 10 s, 20 s and so on, at most a minute. Throws UserError with the trouble's exit code,
/// after SteamCMD's last lines; HelperError where it failed without a reason that we know. `base` is the
/// generation that the draft began as.
void run_steam(const Context& context, const InstallRequest& request, const std::filesystem::path& launcher,
               const Draft& draft, const std::optional<std::string>& base);
} // namespace left4me
