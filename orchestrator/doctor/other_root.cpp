#include "doctor/other_root.hpp"

#include <sstream>
#include <utility>

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

bool binds(const std::string& key)
{
    return key == "BindPaths" || key == "BindReadOnlyPaths";
}
} // namespace

std::string drop_in_for(std::string_view unit, const std::string& from, const std::string& to)
{
    std::istringstream lines{std::string(unit)};
    std::string text;
    std::string section;
    // A second command is refused, and what is to be bound must exist; an empty line of one kind takes back
    // all binds of both.
    std::string no_binds = "BindPaths=\n";
    for (std::string line; std::getline(lines, line);)
    {
        if (line.substr(0, 1) == "[")
        {
            section = line + "\n";
        }
        const std::string key = line.substr(0, line.find('='));
        if ((line.find(from) == std::string::npos && !binds(key)) || line.substr(0, 1) == "#")
        {
            continue;
        }
        text += std::exchange(section, "") + (binds(key) ? std::exchange(no_binds, "") : "") +
                (key == "ExecStart" ? "ExecStart=\n" : "") + replaced(line, from, to) + "\n";
    }
    return text;
}

bool has_all_lines(const std::string& text, const std::string& lines)
{
    std::istringstream wanted(lines);
    for (std::string line; std::getline(wanted, line);)
    {
        if (("\n" + text).find("\n" + line + "\n") == std::string::npos)
        {
            return false;
        }
    }
    return true;
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
