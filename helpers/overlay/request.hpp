// What the caller wants, as a value.
#pragma once

#include "common/words.hpp"

#include <optional>
#include <string>

namespace left4me
{
enum class Verb
{
    Mount,
    Umount,
};

struct Request
{
    Verb verb;
    std::string instance; // is_instance_name() holds
};

inline constexpr char kOverlayUsage[] = "usage: left4me-overlay mount|umount NAME";

/// nullopt for anything but exactly "mount NAME" or "umount NAME".
[[nodiscard]] std::optional<Request> parse_request(const Words& words);
} // namespace left4me
