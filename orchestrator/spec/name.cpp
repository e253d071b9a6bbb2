#include "spec/name.hpp"

#include "left4me/error.hpp"
#include "spec/text.hpp"

#include <algorithm>

namespace left4me
{
namespace
{
constexpr std::size_t kInstanceNameLimit = 64;
constexpr std::size_t kAliasLimit = 64;
constexpr std::size_t kComponentLimit = 255;

bool is_lower_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool is_name_character(char c)
{
    return is_lower_or_digit(c) || c == '_' || c == '-';
}

std::string hint_of_lower_case(std::string_view name)
{
    std::string lower(name);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return is_instance_name(lower) ? "; did you mean " + lower + "?" : "";
}

bool is_component(std::string_view component)
{
    return !component.empty() && component.size() <= kComponentLimit && component != "." && component != "..";
}
} // namespace

bool is_instance_name(std::string_view name)
{
    return !name.empty() && name.size() <= kInstanceNameLimit && is_lower_or_digit(name.front()) &&
           std::all_of(name.begin(), name.end(), is_name_character);
}

bool is_alias(std::string_view text)
{
    return !text.empty() && text.size() <= kAliasLimit &&
           std::all_of(text.begin(), text.end(), is_name_character);
}

bool is_overlay_ref(std::string_view ref)
{
    if (!is_utf8(ref) || has_control_character(ref))
    {
        return false;
    }
    for (std::size_t slash = ref.find('/'); slash != std::string_view::npos; slash = ref.find('/'))
    {
        if (!is_component(ref.substr(0, slash)))
        {
            return false;
        }
        ref.remove_prefix(slash + 1);
    }
    return is_component(ref);
}

void require_instance_name(std::string_view name)
{
    if (!is_instance_name(name))
    {
        throw UserError(Exit::Usage,
                        std::string("an instance name has 1 to 64 of the characters a-z 0-9 _ -, "
                                    "and begins with a letter or a digit") +
                            hint_of_lower_case(name));
    }
}
} // namespace left4me
