// The grammar of overlay refs. The orchestrator states it again, on purpose: here it is for safety.
#pragma once

#include <algorithm>
#include <string_view>

namespace left4me
{
/// Bytes of the UTF-8 character (RFC 3629) that `text` begins with; 0 where there is none, or a control
/// character (U+0000 to U+001F, U+007F to U+009F).
constexpr std::size_t plain_character(std::string_view text)
{
    const auto byte = [&](std::size_t at)
    { return at < text.size() ? static_cast<unsigned>(static_cast<unsigned char>(text[at])) : 0U; };
    const auto tails = [&](std::size_t count)
    {
        return std::all_of(text.begin() + 1, text.begin() + std::min(text.size(), count + 1),
                           [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U; }) &&
               text.size() > count;
    };
    const auto second = [&](unsigned least, unsigned most) { return byte(1) >= least && byte(1) <= most; };
    const unsigned lead = byte(0);
    if (lead < 0x80)
    {
        return lead >= 0x20 && lead != 0x7f ? 1 : 0;
    }
    if (lead < 0xe0)
    {
        return lead >= 0xc2 && tails(1) && second(lead == 0xc2 ? 0xa0 : 0x80, 0xbf) ? 2 : 0;
    }
    if (lead < 0xf0)
    {
        return tails(2) && second(lead == 0xe0 ? 0xa0 : 0x80, lead == 0xed ? 0x9f : 0xbf) ? 3 : 0;
    }
    return lead < 0xf5 && tails(3) && second(lead == 0xf0 ? 0x90 : 0x80, lead == 0xf4 ? 0x8f : 0xbf) ? 4 : 0;
}

constexpr bool is_plain_text(std::string_view text)
{
    while (!text.empty())
    {
        const std::size_t length = plain_character(text);
        if (length == 0)
        {
            return false;
        }
        text.remove_prefix(length);
    }
    return true;
}

/// A relative path of components of 1 to 255 bytes, none of them "." or "..", in plain text.
constexpr bool is_ref(std::string_view text)
{
    constexpr std::size_t kLongestComponent = 255;
    for (std::string_view rest = text;; rest.remove_prefix(rest.find('/') + 1))
    {
        const std::string_view component = rest.substr(0, rest.find('/'));
        if (component.empty() || component.size() > kLongestComponent || component == "." ||
            component == "..")
        {
            return false;
        }
        if (component.size() == rest.size())
        {
            return is_plain_text(text);
        }
    }
}
} // namespace left4me
