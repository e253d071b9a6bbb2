#include "system/unit_files.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>

namespace left4me
{
namespace
{
namespace fs = std::filesystem;

constexpr std::string_view kServer = "left4me-server@";
constexpr std::string_view kService = ".service";

template <typename Take>
void for_each_entry(const fs::path& directory, Take take)
{
    std::error_code ignored;
    for (fs::directory_iterator at(directory, ignored), end; !ignored && at != end; at.increment(ignored))
    {
        take(*at);
    }
}

/// "left4me-server@alpha.service.d" is one server's; "left4me-server@.service" is no one's.
void take_name(std::set<std::string>& units, std::string_view file)
{
    const std::size_t end = file.find(kService, kServer.size() + 1);
    if (file.substr(0, kServer.size()) == kServer && end != std::string_view::npos)
    {
        units.emplace(file.substr(0, end + kService.size()));
    }
}

bool holds_links(const fs::directory_entry& entry)
{
    const fs::path extension = entry.path().extension();
    return extension == ".wants" || extension == ".requires" || extension == ".upholds";
}

bool changes_server(const std::string& file, const std::optional<std::string>& name)
{
    const std::string suffix = std::string(kService) + ".d";
    const std::string server = std::string(kServer);
    return file == "l4d2-game.slice.d" || file == server + suffix ||
           (name ? file == server + *name + suffix : file.starts_with(server) && file.ends_with(suffix));
}
bool sets(const fs::path& drop_in, const std::string& property)
{
    std::ifstream file(drop_in);
    for (std::string line; std::getline(file, line);)
    {
        if (line.starts_with(property) && line.find_first_not_of(" \t", property.size()) == line.find('='))
        {
            return true;
        }
    }
    return false;
}
} // namespace

const std::vector<std::string>& unit_load_path()
{
    static const std::vector<std::string> kDirectories = {
        "/etc/systemd/system.control",   "/run/systemd/system.control",  "/run/systemd/transient",
        "/run/systemd/generator.early",  "/etc/systemd/system",          "/etc/systemd/system.attached",
        "/run/systemd/system",           "/run/systemd/system.attached", "/run/systemd/generator",
        "/usr/local/lib/systemd/system", "/usr/lib/systemd/system",      "/run/systemd/generator.late"};
    return kDirectories;
}

std::set<std::string> units_with_files(const std::vector<std::string>& directories)
{
    std::set<std::string> units;
    const auto take = [&](const fs::directory_entry& entry)
    { take_name(units, entry.path().filename().native()); };
    for (const std::string& directory : directories)
    {
        for_each_entry(directory,
                       [&](const fs::directory_entry& entry)
                       {
                           take(entry);
                           if (holds_links(entry))
                           {
                               for_each_entry(entry.path(), take);
                           }
                       });
    }
    return units;
}

std::vector<std::string> drop_ins_of(const std::optional<std::string>& name,
                                     const std::vector<std::string>& directories)
{
    std::vector<std::string> found;
    for (const std::string& directory : directories)
    {
        for_each_entry(directory,
                       [&](const fs::directory_entry& entry)
                       {
                           if (changes_server(entry.path().filename().string(), name))
                           {
                               found.push_back(entry.path().string());
                           }
                       });
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::optional<std::string> drop_in_that_sets(const std::string& property,
                                             const std::vector<std::string>& directories)
{
    std::optional<fs::path> last;
    for (const std::string& directory : directories)
    {
        for_each_entry(fs::path(directory) / "left4me-server@.service.d",
                       [&](const fs::directory_entry& entry)
                       {
                           const fs::path& path = entry.path();
                           if (path.extension() == ".conf" && sets(path, property) &&
                               (!last || last->filename() < path.filename()))
                           {
                               last = path;
                           }
                       });
    }
    return last;
}
} // namespace left4me
