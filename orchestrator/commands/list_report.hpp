// How `l4d2ctl list` shows what it knows.
#pragma once

#include "commands/table.hpp"
#include "system/unit_state.hpp"

#include <cstdint>
#include <optional>

#include <nlohmann/json_fwd.hpp>

namespace left4me
{
struct ListEntry
{
    std::string name;
    UnitState unit;
    std::optional<std::uint16_t> port;                ///< instance.env's
    std::optional<std::vector<std::string>> overlays; ///< refs of the spec, topmost first
};

/// {"name", "port", "overlays", "state", "enabled"}; unknown is null.
[[nodiscard]] nlohmann::ordered_json list_json(const ListEntry& entry);

[[nodiscard]] Row list_headings();
[[nodiscard]] Row list_row(const ListEntry& entry);
} // namespace left4me
