#include "commands/size_text.hpp"

#include <array>
#include <cstdio>

namespace left4me
{
namespace
{
constexpr std::uint64_t kMinute = 60;
constexpr std::uint64_t kHour = 60 * kMinute;
constexpr std::uint64_t kDay = 24 * kHour;
} // namespace

std::string bytes_text(std::uint64_t bytes)
{
    constexpr std::array<const char*, 7> kSizeUnits = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    auto amount = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (amount >= 1000 && unit + 1 < kSizeUnits.size())
    {
        amount /= 1024;
        ++unit;
    }
    const int decimals = unit == 0 || amount >= 100 ? 0 : amount >= 10 ? 1 : 2;
    std::array<char, 32> text{};
    const int length =
        std::snprintf(text.data(), text.size(), "%.*f %s", decimals, amount, kSizeUnits.at(unit));
    return {text.data(), static_cast<std::size_t>(length)};
}

std::string seconds_text(std::uint64_t seconds)
{
    const auto two = [](std::uint64_t big, const char* big_unit, std::uint64_t small, const char* small_unit)
    { return std::to_string(big) + big_unit + std::to_string(small) + small_unit; };
    if (seconds < kMinute)
    {
        return std::to_string(seconds) + " s";
    }
    return seconds < kHour ? two(seconds / kMinute, " min ", seconds % kMinute, " s")
                           : two(seconds / kHour, " h ", seconds % kHour / kMinute, " min");
}

std::string ago_text(std::time_t then, std::time_t now)
{
    const auto seconds = then < now ? static_cast<std::uint64_t>(now - then) : 0;
    const auto in = [seconds](std::uint64_t unit, const char* name)
    { return std::to_string(seconds / unit) + name + " ago"; };
    if (seconds < kHour)
    {
        return seconds < kMinute ? in(1, " s") : in(kMinute, " min");
    }
    return seconds < 2 * kDay ? in(kHour, " h") : in(kDay, " days");
}
} // namespace left4me
