// What an installation shows while it goes on.
#pragma once

#include "commands/rate.hpp"
#include "steam/remark.hpp"

#include <memory>
#include <string>

namespace left4me
{
enum class ProgressForm
{
    Automatic, ///< a bar where stderr is a terminal, otherwise lines
    Bar,       ///< on stderr, one line that is written over and over
    Lines,     ///< on stderr, one at each tenth of a phase
    Json,      ///< on stdout, an object a line, for programs
};

class ProgressDisplay
{
public:
    ProgressDisplay() = default;
    ProgressDisplay(const ProgressDisplay&) = delete;
    ProgressDisplay& operator=(const ProgressDisplay&) = delete;
    ProgressDisplay(ProgressDisplay&&) = delete;
    ProgressDisplay& operator=(ProgressDisplay&&) = delete;
    virtual ~ProgressDisplay() = default;

    virtual void show(const SteamProgress& progress) = 0;
    /// Before other text is written where the display writes.
    virtual void end_line() {}
};

/// "[##########----------] 50.0 %, downloading, 4.65 GiB of 9.31 GiB, 41.2 MiB/s, 1 min 55 s left"
[[nodiscard]] std::string bar_text(const SteamProgress& progress, const Rate& rate);

[[nodiscard]] std::unique_ptr<ProgressDisplay> make_progress_display(ProgressForm form);
} // namespace left4me
