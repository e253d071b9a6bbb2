#include "doctor/other_root.hpp"

#include <sstream>

namespace left4me
{
namespace
{
std::string replaced(std::string line, const std::string& from, const std::string& to)
{
    for (std::size_t at = line.find(from); at != std::string::npos; at = line.find(from, at + to.size()))
    {
        line.replace(at, from.size(), to);
    }
    return line;
}

/// A second command is refused, and what is to be bound must exist.
bool must_be_reset(const std::string& key)
{
    return key == "ExecStart" || key == "BindPaths";
}
} // namespace

std::string drop_in_for(std::string_view unit, const std::string& from, const std::string& to)
{
    std::istringstream lines{std::string(unit)};
    std::string text;
    std::string section;
    for (std::string line; std::getline(lines, line);)
    {
        if (line.substr(0, 1) == "[")
        {
            section = line + "\n";
        }
        if (line.find(from) == std::string::npos || line.substr(0, 1) == "#")
        {
            continue;
        }
        const std::string key = line.substr(0, line.find('='));
        text += section + (must_be_reset(key) ? key + "=\n" : "") + replaced(line, from, to) + "\n";
        section.clear();
    }
    return text;
}

std::string path_of_drop_in(const std::string& unit)
{
    return "/etc/systemd/system/" + unit + ".d/root.conf";
}

std::string command_that_writes(const std::string& drop_in, const std::string& path)
{
    std::string command = "printf '%s\\n'";
    std::istringstream lines(drop_in);
    for (std::string line; std::getline(lines, line);)
    {
        command += " '" + replaced(line, "'", "'\\''") + "'";
    }
    return command + " | sudo install -D -m 0644 /dev/stdin " + path;
}
} // namespace left4me
