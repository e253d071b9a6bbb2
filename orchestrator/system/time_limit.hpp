// How long a look at what is somebody else's may take.
#pragma once

#include <chrono>

namespace left4me
{
/// Whoever owns the state root chooses how many instances there are and what it costs to read one, so that a
/// look at all of them stops somewhere.
class TimeLimit
{
public:
    using Clock = std::chrono::steady_clock;

    explicit TimeLimit(std::chrono::seconds length = kForAll) : end_(Clock::now() + length) {}

    [[nodiscard]] bool is_over() const { return Clock::now() >= end_; }

private:
    static constexpr std::chrono::seconds kForAll{5};
    Clock::time_point end_;
};
} // namespace left4me
