#include "steam/launcher.hpp"

#include "left4me/error.hpp"
#include "spec/text.hpp"
#include "system/place.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <sstream>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace left4me
{
namespace
{
constexpr char kAddress[] = "https://steamcdn-a.akamaihd.net/client/installer/steamcmd_linux.tar.gz";

bool is_program(const std::filesystem::path& path)
{
    struct stat status = {};
    const Fd file = open_place(path, O_PATH);
    return file && ::fstat(file.get(), &status) == 0 && S_ISREG(status.st_mode) &&
           ::faccessat(file.get(), "", X_OK, AT_EMPTY_PATH) == 0;
}

std::optional<std::filesystem::path> in_path()
{
    const char* const set = std::getenv("PATH");
    std::istringstream directories(set == nullptr ? "" : set);
    for (std::string directory; std::getline(directories, directory, ':');)
    {
        const std::filesystem::path candidate = std::filesystem::path(directory) / "steamcmd";
        if (candidate.is_absolute() && is_program(candidate))
        {
            return candidate;
        }
    }
    return std::nullopt;
}
} // namespace

std::string steamcmd_address()
{
    return kAddress;
}

std::filesystem::path find_steamcmd(const std::optional<std::string>& configured,
                                    const std::filesystem::path& home)
{
    if (configured)
    {
        if (!is_program(*configured))
        {
            throw UserError(Exit::Unavailable,
                            "LEFT4ME_STEAMCMD says " + shown(*configured) + ", which cannot be executed");
        }
        return *configured;
    }
    if (is_program(home / "steamcmd.sh"))
    {
        return home / "steamcmd.sh";
    }
    if (const auto found = in_path())
    {
        return *found;
    }
    throw UserError(Exit::Unavailable,
                    "there is no SteamCMD in " + home.string() + ": fetch it with curl -fsSLO " + kAddress +
                        " and call l4d2ctl install --bootstrap=steamcmd_linux.tar.gz; l4d2ctl doctor "
                        "has the whole command");
}

std::optional<std::filesystem::path> libraries_of(const std::filesystem::path& launcher,
                                                  const std::filesystem::path& user_home)
{
    std::error_code error;
    const std::array<std::filesystem::path, 3> candidates = {
        std::filesystem::canonical(launcher, error).parent_path(), user_home / ".steam/steamcmd",
        user_home / ".local/share/Steam/steamcmd"};
    const auto* const found =
        std::find_if(candidates.begin(), candidates.end(),
                     [&](const auto& candidate)
                     {
                         return std::filesystem::exists(candidate / "linux32/steamclient.so", error) ||
                                std::filesystem::exists(candidate / "linux64/steamclient.so", error);
                     });
    return found == candidates.end() ? std::nullopt : std::optional(*found);
}
} // namespace left4me
