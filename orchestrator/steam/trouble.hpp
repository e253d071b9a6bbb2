// What goes wrong with SteamCMD, and the way out of it.
#pragma once

#include "left4me/error.hpp"

#include <string>
#include <string_view>

namespace left4me
{
enum class Trouble
{
    InvalidPlatform,
    NoSubscription,
    NoSpace,
    DiskWrite,
    NoConnection,
    Interrupted, ///< by the other side: an update job that ended half-way
    RateLimit,
    Password,
    GuardCode,
    NoLoader,
    Unknown,
};

/// What a line of SteamCMD's complains of; Unknown where it complains in words that are new to us.
[[nodiscard]] Trouble trouble_of(std::string_view line);

/// Whether the same call can succeed a little later.
[[nodiscard]] bool is_transient(Trouble trouble);

[[nodiscard]] Exit exit_of(Trouble trouble);

/// What happened and what to do, as the end of a sentence.
[[nodiscard]] std::string explanation_of(Trouble trouble);
} // namespace left4me
