#include "spec/text.hpp"

#include <algorithm>
#include <array>

namespace left4me
{
namespace
{
constexpr std::size_t kShownBytes = 80;

unsigned char byte_at(std::string_view text, std::size_t at)
{
    return static_cast<unsigned char>(text[at]);
}

bool is_continuation(unsigned char byte)
{
    return (byte & 0xC0U) == 0x80U;
}

struct Lead
{
    unsigned char first, last;       // leading bytes of this form
    unsigned char second, second_to; // what may follow at once: here overlong forms and surrogates fall out
    std::size_t length;
};

constexpr std::array kLeads = {
    Lead{0x00, 0x7F, 0x00, 0xFF, 1}, Lead{0xC2, 0xDF, 0x80, 0xBF, 2}, Lead{0xE0, 0xE0, 0xA0, 0xBF, 3},
    Lead{0xE1, 0xEC, 0x80, 0xBF, 3}, Lead{0xED, 0xED, 0x80, 0x9F, 3}, Lead{0xEE, 0xEF, 0x80, 0xBF, 3},
    Lead{0xF0, 0xF0, 0x90, 0xBF, 4}, Lead{0xF1, 0xF3, 0x80, 0xBF, 4}, Lead{0xF4, 0xF4, 0x80, 0x8F, 4},
};

bool continues(std::string_view text, std::size_t at, const Lead& lead)
{
    if (lead.length == 1)
    {
        return true;
    }
    if (at + lead.length > text.size() || byte_at(text, at + 1) < lead.second ||
        byte_at(text, at + 1) > lead.second_to)
    {
        return false;
    }
    for (std::size_t i = 2; i < lead.length; ++i)
    {
        if (!is_continuation(byte_at(text, at + i)))
        {
            return false;
        }
    }
    return true;
}

/// The length of the character at `at`; 0 when there is none.
std::size_t character_length(std::string_view text, std::size_t at)
{
    const unsigned char byte = byte_at(text, at);
    for (const Lead& lead : kLeads)
    {
        if (byte >= lead.first && byte <= lead.last)
        {
            return continues(text, at, lead) ? lead.length : 0;
        }
    }
    return 0;
}

bool is_control(std::string_view character)
{
    const unsigned char byte = byte_at(character, 0);
    if (character.size() == 1)
    {
        return byte < 0x20U || byte == 0x7FU;
    }
    return character.size() == 2 && byte == 0xC2U && byte_at(character, 1) < 0xA0U;
}

/// Marks that turn the order of what follows, and separators of lines: U+200E, U+200F, U+2028 to U+202E,
/// U+2066 to U+2069. Legal in names, and never printed: a sentence could read otherwise than it is.
bool misleads(std::string_view character)
{
    if (character.size() != 3 || byte_at(character, 0) != 0xE2U)
    {
        return false;
    }
    const unsigned char second = byte_at(character, 1);
    const unsigned char third = byte_at(character, 2);
    return (second == 0x80U && (third == 0x8EU || third == 0x8FU || (third >= 0xA8U && third <= 0xAEU))) ||
           (second == 0x81U && third >= 0xA6U && third <= 0xA9U);
}

std::string escaped(std::string_view bytes)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out;
    for (const char c : bytes)
    {
        const auto byte = static_cast<unsigned char>(c);
        out += "\\x";
        out += kDigits[byte >> 4U];
        out += kDigits[byte & 15U];
    }
    return out;
}

std::string printable_up_to(std::string_view text, std::size_t limit)
{
    std::string out;
    for (std::size_t at = 0; at < text.size();)
    {
        if (at >= limit)
        {
            return out + "…";
        }
        const std::size_t length = character_length(text, at);
        const std::string_view character = text.substr(at, length == 0 ? 1 : length);
        out += length == 0 || is_control(character) || misleads(character) ? escaped(character)
                                                                           : std::string(character);
        at += character.size();
    }
    return out;
}
} // namespace

std::size_t first_invalid_utf8(std::string_view text)
{
    std::size_t at = 0;
    while (at < text.size())
    {
        const std::size_t length = character_length(text, at);
        if (length == 0)
        {
            return at;
        }
        at += length;
    }
    return text.size();
}

bool is_utf8(std::string_view text)
{
    return first_invalid_utf8(text) == text.size();
}

bool has_control_character(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();)
    {
        const std::size_t length = character_length(text, at);
        const std::string_view character = text.substr(at, length == 0 ? 1 : length);
        if (is_control(character))
        {
            return true;
        }
        at += character.size();
    }
    return false;
}

std::string shown(std::string_view text)
{
    return '"' + printable_up_to(text, kShownBytes) + '"';
}

std::string printable(std::string_view text)
{
    return printable_up_to(text, text.size());
}

std::vector<std::string> split_words(std::string_view text)
{
    constexpr std::string_view kBlanks = " \t";
    std::vector<std::string> words;
    for (std::size_t at = text.find_first_not_of(kBlanks); at != std::string_view::npos;)
    {
        const std::size_t end = std::min(text.find_first_of(kBlanks, at), text.size());
        words.emplace_back(text.substr(at, end - at));
        at = text.find_first_not_of(kBlanks, end);
    }
    return words;
}
} // namespace left4me
