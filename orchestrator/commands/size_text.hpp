// Amounts and spans of time for people.
#pragma once

#include <cstdint>
#include <ctime>
#include <string>

namespace left4me
{
/// IEC units, three digits: "512 B", "4.03 KiB", "9.31 GiB".
[[nodiscard]] std::string bytes_text(std::uint64_t bytes);

/// "42 s", "5 min 20 s", "2 h 10 min"
[[nodiscard]] std::string seconds_text(std::uint64_t seconds);

/// "42 s ago", "5 min ago", "2 h ago", "12 days ago"; a time to come is "0 s ago".
[[nodiscard]] std::string ago_text(std::time_t then, std::time_t now);
} // namespace left4me
