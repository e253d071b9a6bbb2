// How fast a phase of an installation goes.
#pragma once

#include "steam/remark.hpp"

#include <chrono>
#include <optional>

namespace left4me
{
class Rate
{
public:
    using Moment = std::chrono::steady_clock::time_point;

    /// Whether `progress` begins another phase than the one before.
    bool observe(const SteamProgress& progress, Moment now);

    /// Bytes a second since the phase began; nullopt in its first second and while nothing moves.
    [[nodiscard]] std::optional<double> bytes_per_second() const;
    /// At that rate.
    [[nodiscard]] std::optional<std::uint64_t> seconds_left() const;

private:
    std::optional<std::string> phase_;
    Moment begin_;
    Moment now_;
    std::uint64_t first_ = 0;
    std::uint64_t done_ = 0;
    std::uint64_t total_ = 0;
};
} // namespace left4me
