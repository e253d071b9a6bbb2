#include "spec/place.hpp"

#include <algorithm>

namespace left4me
{
namespace
{
int count_characters(std::string_view text)
{
    const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
    return static_cast<int>(std::count_if(text.begin(), text.end(), begins));
}
} // namespace

Mark place_of_byte(std::string_view text, std::size_t at)
{
    const std::string_view before = text.substr(0, at);
    const auto newlines = std::count(before.begin(), before.end(), '\n');
    const std::string_view line = before.substr(before.rfind('\n') + 1);
    return {static_cast<int>(newlines) + 1, count_characters(line) + 1};
}

Places::Places(std::string_view text)
{
    for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n'))
    {
        lines_.push_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    lines_.push_back(text);
}

Mark Places::of(int line, int byte_column)
{
    if (line < 0 || static_cast<std::size_t>(line) >= lines_.size())
    {
        return {static_cast<int>(lines_.size()), 1};
    }
    if (line + 1 != last_.line || byte_column < last_byte_)
    {
        last_ = {line + 1, 1};
        last_byte_ = 0;
    }
    const auto from =
        std::min(static_cast<std::size_t>(last_byte_), lines_[static_cast<std::size_t>(line)].size());
    const auto passed = lines_[static_cast<std::size_t>(line)].substr(
        from, static_cast<std::size_t>(byte_column - last_byte_));
    last_.column += count_characters(passed);
    last_byte_ = byte_column;
    return last_;
}
} // namespace left4me
