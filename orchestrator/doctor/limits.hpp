// What drop-ins make of a server's unit. Inner header of this room.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace left4me
{
struct UnitFault
{
    std::string property; ///< such as "LimitNOFILE"
    std::string text;     ///< what a server does or has with it
};

/// The first of the lines that `systemctl show` prints in which a server gets less than any game can do with,
/// or runs as another than the service user; nullopt: there is none.
[[nodiscard]] std::optional<UnitFault> fault_of_unit(std::string_view properties);

/// The properties that fault_of_unit() knows, for `systemctl show --property=`.
[[nodiscard]] std::string properties_to_show();
} // namespace left4me
