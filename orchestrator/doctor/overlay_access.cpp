#include "doctor/overlay_access.hpp"

#include "paths.hpp"
#include "system/place.hpp"

#include <cerrno>

#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace left4me
{
namespace
{
namespace fs = std::filesystem;

/// For a shell.
std::string shell_word(const std::string& text)
{
    std::string word = "'";
    for (const char c : text)
    {
        word += c == '\'' ? "'\\''" : std::string(1, c);
    }
    return word + "'";
}

/// Empty when it cannot be found.
fs::path real_path(const fs::path& path)
{
    std::error_code error;
    const Fd found = open_place(path, O_PATH);
    return found ? fs::read_symlink("/proc/self/fd/" + std::to_string(found.get()), error) : fs::path();
}

/// Free of symlinks and below `overlays`; nullopt: there is none, or it leads elsewhere.
std::optional<fs::path> first_closed(const fs::path& overlays, const std::string& ref)
{
    fs::path path = overlays;
    for (const fs::path& component : fs::path(ref))
    {
        path /= component;
        if (!open_place(path / ".", O_RDONLY | O_DIRECTORY))
        {
            const fs::path closed = errno == EACCES ? real_path(path) : fs::path();
            const bool is_below = closed.string().starts_with(overlays.string() + "/");
            return is_below ? std::optional(closed) : std::nullopt;
        }
    }
    return std::nullopt;
}

std::optional<std::string> command_for(const fs::path& directory)
{
    struct stat status = {};
    if (::lstat(directory.c_str(), &status) != 0 || !S_ISDIR(status.st_mode))
    {
        return std::nullopt;
    }
    const std::string word = shell_word(directory.string());
    const passwd* const user = ::getpwnam(paths::kUser);
    if (user != nullptr && user->pw_uid == status.st_uid)
    {
        return "sudo -u " + std::string(paths::kUser) + " chmod -R u+rX " + word;
    }
    // Names can be exchanged before the command is run, and the number of a directory that was empty be
    // another's. chmod(1) of Debian 12 follows links that somebody puts in meanwhile, which nobody else can
    // in a directory of the owner's.
    const std::string itself = std::to_string(status.st_dev) + ':' + std::to_string(status.st_ino);
    const std::string owner = status.st_uid == 0 ? "" : "-u '#" + std::to_string(status.st_uid) + "' ";
    return "sudo " + owner +
           "sh -c 'cd \"$1\" && test -O . && test \"$(stat -c %d:%i .)\" = \"$2\" && chmod -R uo+rX .' sh " +
           word + " " + itself;
}
} // namespace

std::optional<std::string> command_to_open(const StateRoot& root, const Spec& spec)
{
    const fs::path overlays = real_path(root.overlays());
    for (const SpecOverlay& overlay : spec.overlays)
    {
        const auto closed = overlays.empty() ? std::nullopt : first_closed(overlays, overlay.ref);
        if (closed)
        {
            return command_for(*closed);
        }
    }
    return std::nullopt;
}
} // namespace left4me
