// cgroups(7), as systemd uses them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace left4me
{
/// The system's service in a path such as "/system.slice/voice.service". Whatever is below it, whoever it was
/// delegated to names, such as a user's own manager in user@1000.service. nullopt: there is none.
[[nodiscard]] inline std::optional<std::string> service_of(std::string_view group)
{
    constexpr std::string_view kEnd = ".service";
    while (!group.empty())
    {
        const std::string_view name = group.substr(0, group.find('/'));
        if (name.ends_with(kEnd))
        {
            return std::string(name);
        }
        group.remove_prefix(name.size() < group.size() ? name.size() + 1 : name.size());
    }
    return std::nullopt;
}
} // namespace left4me
