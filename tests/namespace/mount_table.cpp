#include "mount_table.hpp"

#include "files.hpp"

#include <algorithm>
#include <iterator>
#include <sstream>

namespace left4me::test
{
namespace
{
// mountinfo writes space, tab, newline, backslash and # as a backslash and three octal digits.
std::string unescaped(const std::string& text)
{
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i)
    {
        const bool escape = text[i] == '\\' && i + 3 < text.size();
        plain += escape ? static_cast<char>(std::stoi(text.substr(i + 1, 3), nullptr, 8)) : text[i];
        i += escape ? 3 : 0;
    }
    return plain;
}

// id parent major:minor root point options [optional…] - type source super-options
Mount parse(const std::string& line)
{
    std::istringstream words(line);
    const std::vector<std::string> all{std::istream_iterator<std::string>(words), {}};
    const auto dash = std::find(all.begin() + 6, all.end(), "-");
    return {all.at(0), unescaped(all.at(4)), all.at(5), *(dash + 1), unescaped(*(dash + 2)), *(dash + 3)};
}
} // namespace

std::string mount_table_text()
{
    return read_file("/proc/self/mountinfo");
}

std::vector<Mount> mount_table()
{
    std::vector<Mount> table;
    std::istringstream lines(mount_table_text());
    for (std::string line; std::getline(lines, line);)
    {
        table.push_back(parse(line));
    }
    return table;
}

std::vector<Mount> mounts_on(const std::filesystem::path& point)
{
    std::vector<Mount> found;
    for (Mount& mount : mount_table())
    {
        if (mount.point == point)
        {
            found.push_back(std::move(mount));
        }
    }
    return found;
}

bool has_option(const std::string& options, const std::string& option)
{
    return ("," + options + ",").find("," + option + ",") != std::string::npos;
}
} // namespace left4me::test
