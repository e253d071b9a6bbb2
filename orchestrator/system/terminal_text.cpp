#include "system/terminal_text.hpp"

#include <cstdint>

namespace left4me
{
namespace
{
struct Character
{
    std::size_t length = 1;
    std::uint32_t code = 0; // what is no UTF-8 counts as a NUL of one byte
};

struct Form
{
    unsigned char first, last; // leading bytes
    std::uint32_t least;       // what is below has a shorter form
};

constexpr Form kForms[] = {{0x00, 0x7F, 0}, {0xC2, 0xDF, 0x80}, {0xE0, 0xEF, 0x800}, {0xF0, 0xF4, 0x10000}};

/// The bits of the leading byte and six of each continuation byte. A character that is cut off is below
/// `least`.
Character decode(std::string_view text, std::size_t length, std::uint32_t least)
{
    auto code = static_cast<std::uint32_t>(static_cast<unsigned char>(text.front()));
    code = length == 1 ? code : code & (0xFFU >> (length + 1));
    for (const char c : text.substr(1, length - 1))
    {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0U) != 0x80U)
        {
            return {};
        }
        code = code << 6U | (byte & 0x3FU);
    }
    const bool surrogate = code >= 0xD800U && code <= 0xDFFFU;
    return code < least || code > 0x10FFFFU || surrogate ? Character{} : Character{length, code};
}

Character first_character(std::string_view text)
{
    const auto lead = static_cast<unsigned char>(text.front());
    std::size_t length = 0;
    for (const Form& form : kForms)
    {
        ++length;
        if (lead >= form.first && lead <= form.last)
        {
            return decode(text, length, form.least);
        }
    }
    return {};
}

bool steers(const Character& character)
{
    const std::uint32_t code = character.code;
    const bool layout = code == '\n' || code == '\t';
    return (code < 0x20U && !layout) || (code >= 0x7FU && code < 0xA0U);
}

void escape(std::string& out, std::string_view bytes)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    for (const char c : bytes)
    {
        const auto byte = static_cast<unsigned char>(c);
        out += "\\x";
        out += kDigits[byte >> 4U];
        out += kDigits[byte & 15U];
    }
}
} // namespace

std::string for_terminal(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    while (!text.empty())
    {
        const Character character = first_character(text);
        const std::string_view bytes = text.substr(0, character.length);
        if (steers(character))
        {
            escape(out, bytes);
        }
        else
        {
            out += bytes;
        }
        text.remove_prefix(bytes.size());
    }
    return out;
}
} // namespace left4me
