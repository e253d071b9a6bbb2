// What SteamCMD says, a line at a time. It documents none of this: the forms are those that operators' logs
// show.
#pragma once

#include "steam/trouble.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace left4me
{
/// How far the present phase is.
struct SteamProgress
{
    std::string phase; ///< downloading, "verifying install", "updating SteamCMD", …
    double percent = 0;
    std::uint64_t done = 0;  ///< bytes
    std::uint64_t total = 0; ///< bytes; 0: not known
};

/// The application is whole.
struct Installed
{
    bool changed = false; ///< false: it was "already up to date"
};

/// Something went wrong.
struct Complaint
{
    Trouble trouble = Trouble::Unknown;
    std::string text; ///< the line
};

/// monostate: a line that says nothing of this.
using Remark = std::variant<std::monostate, SteamProgress, Installed, Complaint>;

/// `line` without its newline.
[[nodiscard]] Remark parse_remark(std::string_view line);
} // namespace left4me
