// Where in a file something stands, as editors count: lines and characters, from 1.
#pragma once

#include "spec/spec.hpp"

#include <string_view>
#include <vector>

namespace left4me
{
/// The place of a byte.
[[nodiscard]] Mark place_of_byte(std::string_view text, std::size_t at);

/// Places from yaml-cpp's marks, which count lines and bytes from 0. They come nearly in order, so each is
/// counted from the one before: with a long line of many values it would take minutes otherwise.
class Places
{
public:
    explicit Places(std::string_view text);

    /// The end of the text for a line that is not there: yaml-cpp's null mark has line -1.
    [[nodiscard]] Mark of(int line, int byte_column);

private:
    std::vector<std::string_view> lines_;
    Mark last_;
    int last_byte_ = 0;
};
} // namespace left4me
