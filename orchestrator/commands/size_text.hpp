// Amounts and spans of time for people.
#pragma once

#include <cstdint>
#include <string>

namespace left4me
{
/// IEC units, three digits: "512 B", "4.03 KiB", "9.31 GiB".
[[nodiscard]] std::string bytes_text(std::uint64_t bytes);

/// "42 s", "5 min 20 s", "2 h 10 min"
[[nodiscard]] std::string seconds_text(std::uint64_t seconds);
} // namespace left4me
