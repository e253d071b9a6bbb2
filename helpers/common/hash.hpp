// FNV-1a, 64 bits: tells things apart, and withstands nobody who wants a collision.
#pragma once

#include <cstdint>
#include <string_view>

namespace left4me
{
class Hash
{
public:
    constexpr Hash& add(std::string_view text)
    {
        for (const char c : text)
        {
            value_ = (value_ ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
        }
        return *this;
    }
    [[nodiscard]] constexpr std::uint64_t value() const { return value_; }

private:
    std::uint64_t value_ = 0xcbf29ce484222325U;
};
} // namespace left4me
