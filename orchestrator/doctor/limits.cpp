#include "doctor/limits.hpp"

#include "paths.hpp"
#include "system/terminal_text.hpp"

#include <array>
#include <charconv>
#include <cstdint>

namespace left4me
{
namespace
{
struct Least
{
    std::string_view property;
    std::uint64_t value;
};

// No measure of comfort: below these a game does not come up at all.
constexpr std::array<Least, 4> kLeast = {{{"LimitNOFILE", 256},
                                          {"TasksMax", 16},
                                          {"MemoryMax", std::uint64_t{128} << 20U},
                                          {"LimitAS", std::uint64_t{512} << 20U}}};
constexpr std::string_view kRunner = "User=";

std::optional<UnitFault> fault_of_line(std::string_view line)
{
    if (line.starts_with(kRunner) && line.substr(kRunner.size()) != paths::kUser)
    {
        return UnitFault{"User", "runs as " + for_terminal(std::string(line.substr(kRunner.size()))) +
                                     ", not as " + paths::kUser};
    }
    for (const auto& [property, least] : kLeast)
    {
        if (!line.starts_with(std::string(property) + "="))
        {
            continue;
        }
        const std::string_view value = line.substr(property.size() + 1);
        std::uint64_t number = 0;
        const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
        if (read.ec == std::errc() && number < least) // "infinity" is no number
        {
            return UnitFault{std::string(property),
                             "has " + std::string(line) + ", with which no game comes up"};
        }
    }
    return std::nullopt;
}
} // namespace

std::optional<UnitFault> fault_of_unit(std::string_view properties)
{
    while (!properties.empty())
    {
        const std::size_t end = std::min(properties.find('\n'), properties.size());
        if (auto fault = fault_of_line(properties.substr(0, end)))
        {
            return fault;
        }
        properties.remove_prefix(std::min(end + 1, properties.size()));
    }
    return std::nullopt;
}

std::string properties_to_show()
{
    std::string names = "User";
    for (const Least& least : kLeast)
    {
        names += "," + std::string(least.property);
    }
    return names;
}
} // namespace left4me
