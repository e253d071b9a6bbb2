// A server as it is now, in one line.
#pragma once

#include "system/unit_state.hpp"

#include <chrono>
#include <string>

namespace left4me
{
struct Event
{
    std::chrono::system_clock::time_point time;
    std::string name;
    bool initial = false; ///< how it was when the watching began
    UnitState unit;
};

/// The object of docs/schema/event.schema.json, on one line.
[[nodiscard]] std::string event_json(const Event& event);

/// For people: time, name, state, and why where that says more.
[[nodiscard]] std::string event_text(const Event& event);
} // namespace left4me
