// One run of SteamCMD: its words, and what it said.
#pragma once

#include "steam/remark.hpp"
#include "system/private_overlay.hpp"
#include "system/process.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace left4me
{
struct Login
{
    std::string user;
    std::string password;   ///< empty: SteamCMD still knows this user
    std::string guard_code; ///< empty: none
};

struct Session
{
    std::filesystem::path launcher;
    std::optional<Login> login;            ///< nullopt: anonymous
    std::optional<PrivateOverlay> overlay; ///< what SteamCMD is to see in addition
};

/// A command of SteamCMD's with its arguments, such as app_update.
using Command = std::vector<std::string>;

struct Listener
{
    std::function<void(const SteamProgress& progress)> progress;
    Sink raw;                                                     ///< both outputs, unchanged, as they come
    std::function<void(const std::string& platform)> begins = {}; ///< once for each; may be empty
};

struct Report
{
    int status = 0; ///< SteamCMD gives 0 for failures, too
    std::optional<Installed> installed;
    std::optional<Complaint> complaint; ///< since then: the first that we can explain, else the first
    std::string output;                 ///< the last MiB
};

/// Logs in between `before` and `after`, and quits. A password goes through a file in memory, so that neither
/// a command line nor a disk ever has it. Nothing that SteamCMD started is left afterwards. Throws
/// UserError(Usage) for a password that SteamCMD's scripts cannot express.
[[nodiscard]] Report run_steamcmd(const Session& session, const std::vector<Command>& before,
                                  const std::vector<Command>& after, const Listener& listener);

/// As many lines as somebody reads who looks for what went wrong.
inline constexpr std::size_t kShownLines = 20;

/// The last lines of an output, at most `count`.
[[nodiscard]] std::string last_lines(const std::string& output, std::size_t count = kShownLines);
} // namespace left4me
