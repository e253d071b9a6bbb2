#include "commands/rate.hpp"

namespace left4me
{
bool Rate::observe(const SteamProgress& progress, Moment now)
{
    const bool begins = phase_ != progress.phase || progress.done < done_;
    if (begins)
    {
        phase_ = progress.phase;
        begin_ = now;
        first_ = progress.done;
    }
    now_ = now;
    done_ = progress.done;
    total_ = progress.total;
    return begins;
}

std::optional<double> Rate::bytes_per_second() const
{
    const double seconds = std::chrono::duration<double>(now_ - begin_).count();
    const bool known = seconds >= 1 && done_ > first_;
    return known ? std::optional(static_cast<double>(done_ - first_) / seconds) : std::nullopt;
}

std::optional<std::uint64_t> Rate::seconds_left() const
{
    const auto rate = bytes_per_second();
    const bool known = rate && total_ >= done_;
    return known ? std::optional(static_cast<std::uint64_t>(static_cast<double>(total_ - done_) / *rate))
                 : std::nullopt;
}
} // namespace left4me
