// A terminal as a page that is drawn again and again.
#pragma once

#include "system/signals.hpp"

#include <chrono>
#include <optional>
#include <string_view>

#include <termios.h>

namespace left4me
{
/// The terminal on stdin gives single keys and does not show them; Ctrl-Z is one of them. As before when it
/// goes.
class SingleKeys
{
public:
    SingleKeys();
    SingleKeys(const SingleKeys&) = delete;
    SingleKeys& operator=(const SingleKeys&) = delete;
    SingleKeys(SingleKeys&&) = delete;
    SingleKeys& operator=(SingleKeys&&) = delete;
    ~SingleKeys();

private:
    termios before_{};
};

/// The second page that terminals have, on stdout. However it ends, by a signal too, the terminal is as
/// before.
class Screen
{
public:
    Screen();
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;
    Screen(Screen&&) = delete;
    Screen& operator=(Screen&&) = delete;
    ~Screen();

    /// Lines that do not fit are left out, and so is what does not fit a line. Throws as write_out().
    void draw(std::string_view text) const;
    /// nullopt when the time is over; 'q' also at the end of the input. Throws Interrupted.
    [[nodiscard]] std::optional<char> await_key(std::chrono::milliseconds patience) const;

private:
    EndingSignals signals_; // first, so that none can come between a changed terminal and its restoration
    SingleKeys keys_;
};
} // namespace left4me
