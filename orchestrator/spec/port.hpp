// Port numbers as spec.yaml, instance.env and host.env write them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace left4me
{
inline constexpr std::uint16_t kLowestPort = 1024;
inline constexpr std::uint16_t kHighestPort = 65535;

/// Decimal digits without sign or leading zero, 1024 to 65535.
[[nodiscard]] std::optional<std::uint16_t> parse_port(std::string_view text);
} // namespace left4me
