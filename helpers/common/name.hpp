// The grammar of instance names. The orchestrator states it again, on purpose: here it is for safety.
#pragma once

#include <string_view>

namespace left4me
{
/// [a-z0-9][a-z0-9_-]{0,63}: nothing that a path, a unit name or an option parser takes for more than a
/// letter.
constexpr bool is_instance_name(std::string_view name)
{
    constexpr auto alphanumeric = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    if (name.empty() || name.size() > 64 || !alphanumeric(name.front()))
    {
        return false;
    }
    for (const char c : name)
    {
        if (!alphanumeric(c) && c != '_' && c != '-')
        {
            return false;
        }
    }
    return true;
}
} // namespace left4me
