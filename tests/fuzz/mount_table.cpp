// Lines of the mount table, as the overlay helper reads them.
#include "overlay/mount_table.hpp"

#include "target.hpp"

#include <algorithm>
#include <array>

namespace left4me::fuzz
{
namespace
{
constexpr std::uint64_t kId = 42;
const std::string kOurs = "left4me/alpha@";

/// As the kernel writes a name.
std::string escaped(std::string_view name)
{
    std::string text;
    for (const char byte : name)
    {
        switch (byte)
        {
        case ' ':
            text += "\\040";
            break;
        case '\t':
            text += "\\011";
            break;
        case '\n':
            text += "\\012";
            break;
        case '\\':
            text += "\\134";
            break;
        default:
            text += byte;
        }
    }
    return text;
}

/// The input's first lines: root, point, type and source of a mount.
std::array<std::string, 4> names_in(std::string_view input)
{
    std::array<std::string, 4> names;
    for (std::string& name : names)
    {
        const std::string_view line = input.substr(0, input.find('\n'));
        name = escaped(line);
        input.remove_prefix(std::min(line.size() + 1, input.size()));
    }
    return names;
}
} // namespace

void try_input(std::string_view input)
{
    require(!is_overlay_in(input, kId, kOurs) || input.substr(0, 3) == "42 ",
            "only a line that begins with the id is its own");

    const auto& [root, point, type, source] = names_in(input);
    const std::string line = "42 21 0:57 /" + root + " /" + point + " rw,nosuid shared:7 - " + type + " " +
                             source + " rw,lowerdir=/a\n";
    require(is_overlay_in(line, kId, kOurs) ==
                (root.empty() && type == "overlay" && source.starts_with(kOurs)),
            "no name passes for another field");
    require(!is_overlay_in(line, 4, kOurs) && !is_overlay_in(line, 421, kOurs),
            "another id is another mount");
}
} // namespace left4me::fuzz
