#include "files.hpp"

#include <cerrno>
#include <fstream>
#include <set>
#include <sstream>
#include <system_error>

#include <sys/stat.h>
#include <unistd.h>

namespace left4me::test
{
namespace
{
std::ofstream open_for_writing(const std::filesystem::path& path, std::ios::openmode mode)
{
    std::ofstream file(path, std::ios::binary | mode);
    file.exceptions(std::ios::failbit | std::ios::badbit);
    if (!file.is_open())
    {
        throw std::system_error(errno, std::generic_category(), "write " + path.string());
    }
    return file;
}

std::string described(const std::filesystem::path& path, const std::string& name)
{
    struct stat about = {};
    must(lstat(path.c_str(), &about), "stat " + path.string());
    std::ostringstream line;
    line << name << ' ' << std::oct << about.st_mode << std::dec << ' ' << about.st_uid << ':' << about.st_gid
         << ' ';
    if (S_ISLNK(about.st_mode))
    {
        line << std::filesystem::read_symlink(path).string();
    }
    if (S_ISREG(about.st_mode))
    {
        line << about.st_mtim.tv_sec << '.' << about.st_mtim.tv_nsec << ' ' << read_file(path);
    }
    return line.str();
}
} // namespace

long must(long result, const std::string& act)
{
    if (result < 0)
    {
        throw std::system_error(errno, std::generic_category(), act);
    }
    return result;
}

std::string read_file(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file.is_open())
    {
        throw std::system_error(errno, std::generic_category(), "read " + path.string());
    }
    std::ostringstream content;
    content << file.rdbuf();
    return content.str();
}

void write_file(const std::filesystem::path& path, std::string_view content)
{
    open_for_writing(path, std::ios::trunc) << content;
}

void append_file(const std::filesystem::path& path, std::string_view content)
{
    open_for_writing(path, std::ios::app) << content;
}

void give_to(const std::filesystem::path& path, uid_t owner)
{
    must(lchown(path.c_str(), owner, owner), "chown " + path.string());
}

void set_mode(const std::filesystem::path& path, mode_t mode)
{
    must(chmod(path.c_str(), mode), "chmod " + path.string());
}

std::string fingerprint(const std::filesystem::path& directory)
{
    std::set<std::string> lines;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(directory))
    {
        lines.insert(described(entry.path(), entry.path().lexically_relative(directory).string()));
    }
    std::string all;
    for (const std::string& line : lines)
    {
        all += line + '\n';
    }
    return all;
}

std::string status_of(pid_t process, const std::string& field)
{
    std::istringstream lines(read_file("/proc/" + std::to_string(process) + "/status"));
    for (std::string line; std::getline(lines, line);)
    {
        if (line.starts_with(field + ":\t"))
        {
            return line.substr(field.size() + 2);
        }
    }
    return "(no " + field + ")";
}
} // namespace left4me::test
