#include "commands/names.hpp"

#include <string_view>

namespace left4me
{
std::string joined(const std::vector<std::string>& names)
{
    std::string text;
    std::string_view separator;
    for (const std::string& name : names)
    {
        text.append(separator).append(name);
        separator = ", ";
    }
    return text;
}
} // namespace left4me
