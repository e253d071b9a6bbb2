#include "instance/mount_table.hpp"

#include "instance/failure.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <vector>

namespace left4me
{
namespace
{
/// The table writes space, tab, newline and backslash as three octal digits.
std::string unescaped(const std::string& field)
{
    const auto octal = [](char c) { return c >= '0' && c <= '7'; };
    std::string out;
    for (std::size_t at = 0; at < field.size(); ++at)
    {
        if (field[at] == '\\' && at + 3 < field.size() && octal(field[at + 1]) && octal(field[at + 2]) &&
            octal(field[at + 3]))
        {
            out += static_cast<char>(std::stoi(field.substr(at + 1, 3), nullptr, 8));
            at += 3;
            continue;
        }
        out += field[at];
    }
    return out;
}

struct Line
{
    std::uint64_t id = 0;
    Mount mount;
};

/// At single spaces and nowhere else: a carriage return in a name stands in the table as it is.
std::vector<std::string> fields_of(const std::string& line)
{
    std::vector<std::string> fields;
    std::size_t from = 0;
    for (std::size_t end = line.find(' '); end != std::string::npos; end = line.find(' ', from))
    {
        fields.push_back(line.substr(from, end - from));
        from = end + 1;
    }
    fields.push_back(line.substr(from));
    return fields;
}

/// id parent major:minor ROOT POINT options [optional…] - TYPE SOURCE options
Line parse_line(const std::string& text)
{
    const std::vector<std::string> fields = fields_of(text);
    const auto dash = std::find(fields.begin(), fields.end(), "-");
    if (dash - fields.begin() < 6 || fields.end() - dash < 3)
    {
        throw UserError(Exit::Software, "/proc/self/mountinfo has a line of another form");
    }
    return {std::stoull(fields[0]),
            {unescaped(fields[3]), unescaped(fields[4]), dash[1], unescaped(dash[2])}};
}

template <typename Matches>
std::optional<Mount> find_mount(Matches matches)
{
    std::ifstream table("/proc/self/mountinfo");
    if (!table)
    {
        fail_to_read("read /proc/self/mountinfo", errno);
    }
    for (std::string text; std::getline(table, text);)
    {
        const Line line = parse_line(text);
        if (matches(line))
        {
            return line.mount;
        }
    }
    return std::nullopt;
}
} // namespace

std::optional<std::string> mount_point_below(const Directory& dir, const std::string& name)
{
    std::error_code error;
    const auto real = std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(dir.fd.get()), error);
    if (error)
    {
        fail_to_read("look at " + dir.path.string(), error.value());
    }
    const std::string top = (real / name).string() + "/";
    const auto found = find_mount([&](const Line& line)
                                  { return (line.mount.point + "/").compare(0, top.size(), top) == 0; });
    return found ? std::optional(found->point) : std::nullopt;
}

std::optional<Mount> mount_of_id(std::uint64_t id)
{
    return find_mount([&](const Line& line) { return line.id == id; });
}
} // namespace left4me
