#include "commands/steam_libraries.hpp"

#include "commands/message.hpp"
#include "instance/failure.hpp"
#include "spec/text.hpp"
#include "steam/launcher.hpp"
#include "system/place.hpp"

#include <array>
#include <cerrno>
#include <string_view>

#include <pwd.h>
#include <unistd.h>

namespace left4me
{
namespace
{
using std::filesystem::path;

constexpr char kLibrary[] = "steamclient.so";
constexpr std::string_view kNeeded = "sdk32"; // by the game, a 32-bit program

struct Link
{
    const char* name;
    const char* libraries;
};
constexpr std::array<Link, 2> kLinks = {{{"sdk32", "linux32"}, {"sdk64", "linux64"}}};

path home_of_caller()
{
    const passwd* const entry = ::getpwuid(::geteuid());
    if (entry == nullptr)
    {
        throw UserError(Exit::Config,
                        "this user has no home in the user database: make him with systemd-sysusers");
    }
    return entry->pw_dir;
}

void copy_library(const path& from, const path& to)
{
    std::error_code error;
    std::filesystem::create_directories(to, error);
    std::filesystem::copy_file(from / kLibrary, to / kLibrary,
                               std::filesystem::copy_options::overwrite_existing, error);
    if (error)
    {
        fail_to_write("copy " + (from / kLibrary).string() + " to " + to.string(), error.value());
    }
}

/// In one step, since a server may be starting.
void make_link(const path& link, const path& target)
{
    const path fresh = link.string() + ".new";
    ::unlink(fresh.c_str());
    if (::symlink(target.c_str(), fresh.c_str()) != 0 || ::rename(fresh.c_str(), link.c_str()) != 0)
    {
        fail_to_write("make the link " + link.string(), errno);
    }
}

void provide(const Link& link, const path& source, const path& steam, const path& dot_steam)
{
    if (!can_reach(source / link.libraries / kLibrary))
    {
        if (std::string_view(link.name) == kNeeded)
        {
            say("SteamCMD has brought no " + (source / link.libraries / kLibrary).string() +
                ": servers start in LAN mode without it; call l4d2ctl install once more");
        }
        return;
    }
    std::error_code error;
    if (!std::filesystem::equivalent(source, steam, error))
    {
        copy_library(source / link.libraries, steam / link.libraries);
    }
    if (!can_reach(dot_steam / link.name / kLibrary))
    {
        make_link(dot_steam / link.name, steam / link.libraries);
    }
}
} // namespace

void provide_steam_libraries(const StateRoot& root, const path& launcher)
{
    const path home = home_of_caller();
    const auto source = libraries_of(launcher, home);
    if (!source)
    {
        say("SteamCMD has brought no " + std::string(kLibrary) +
            ": servers start in LAN mode without it; call l4d2ctl install once more");
        return;
    }
    std::error_code error;
    std::filesystem::create_directories(home / ".steam", error);
    if (error)
    {
        fail_to_write("make the directory " + (home / ".steam").string(), error.value());
    }
    for (const Link& link : kLinks)
    {
        provide(link, *source, root.path() / "steam", home / ".steam");
    }
}
} // namespace left4me
