// Text of strangers in messages, on terminals and in words.
#include "helper_side.hpp"
#include "spec/text.hpp"
#include "system/terminal_text.hpp"
#include "target.hpp"

#include <algorithm>
#include <array>

namespace left4me::fuzz
{
namespace
{
/// With spaces for what may lay text out on a terminal.
std::string without_layout(std::string text)
{
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
    return text;
}

/// Whether it holds a mark that turns text around, or a separator of lines.
bool turns_text_around(std::string_view text)
{
    constexpr std::array<std::string_view, 13> kMarks = {"\u200E", "\u200F", "\u2028", "\u2029", "\u202A",
                                                         "\u202B", "\u202C", "\u202D", "\u202E", "\u2066",
                                                         "\u2067", "\u2068", "\u2069"};
    return std::any_of(kMarks.begin(), kMarks.end(),
                       [&](std::string_view mark) { return text.find(mark) != std::string_view::npos; });
}

void require_harmless(std::string_view input)
{
    const std::string whole = printable(input);
    require(helper_side::is_plain_text(whole) && !turns_text_around(whole), "printable text is plain");
    require((whole == input) == (helper_side::is_plain_text(input) && !turns_text_around(input)),
            "printable changes what is not plain, and no more");
    require(helper_side::is_plain_text(shown(input)), "shown text is plain");
    require(shown(input).size() < 400, "shown text is short");

    const std::string terminal = for_terminal(input);
    require(helper_side::is_plain_text(without_layout(terminal)), "nothing steers a terminal");
    require((terminal == input) == helper_side::is_plain_text(without_layout(std::string(input))),
            "for a terminal changes what steers it, and no more");
}

void require_words(std::string_view input)
{
    std::string joined, blanks(input);
    for (const std::string& word : split_words(input))
    {
        require(!word.empty() && word.find_first_of(" \t") == std::string::npos,
                "a word is neither empty nor two");
        joined += word;
    }
    blanks.erase(std::remove_if(blanks.begin(), blanks.end(), [](char c) { return c == ' ' || c == '\t'; }),
                 blanks.end());
    require(joined == blanks, "splitting loses nothing but blanks");
}
} // namespace

void try_input(std::string_view input)
{
    require_harmless(input);
    require_words(input);
    const std::size_t valid = first_invalid_utf8(input);
    require(is_utf8(input.substr(0, valid)), "what is before the first invalid byte is UTF-8");
}
} // namespace left4me::fuzz
