#include "doctor/overlay_access.hpp"

#include "doctor/opening.hpp"
#include "doctor/parts.hpp"
#include "doctor/shell_word.hpp"
#include "instance/closed_entry.hpp"
#include "paths.hpp"
#include "system/place.hpp"

#include <cerrno>
#include <chrono>
#include <utility>

#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace left4me
{
namespace
{
namespace fs = std::filesystem;

/// What was found, and where it lay then, free of symlinks. By its name nobody looks again: that may be
/// another's by now.
struct Found
{
    Fd itself;
    fs::path path;
};

/// Without a path when it cannot be found.
Found found_by(Fd itself)
{
    std::error_code error;
    const fs::path link = "/proc/self/fd/" + std::to_string(itself.get());
    return {std::move(itself), fs::read_symlink(link, error)};
}

Found find(const fs::path& path)
{
    return found_by(open_place(path, O_PATH));
}

bool is_below(const fs::path& path, const fs::path& directory)
{
    return path.string().starts_with(directory.string() + "/");
}

/// nullopt: it leads out of `overlays`.
std::optional<Found> find_below(const fs::path& overlays, const fs::path& path)
{
    Found found = find(path);
    return is_below(found.path, overlays) ? std::optional(std::move(found)) : std::nullopt;
}

bool have_one_owner(const Found& one, const Found& other)
{
    const auto ones = what_is_known_of(one.itself);
    const auto others = what_is_known_of(other.itself);
    return ones && others && ones->stx_uid == others->stx_uid;
}

/// What has to be opened so that the overlay, and the cfg of one with an alias, can be read.
std::optional<Found> first_closed(const fs::path& overlays, const SpecOverlay& overlay,
                                  const TimeLimit& limit)
{
    fs::path path = overlays;
    for (const fs::path& component : fs::path(overlay.ref))
    {
        path /= component;
        if (limit.is_over()) // links can make each look as slow as their owner likes
        {
            return std::nullopt;
        }
        if (!open_place(path / ".", O_RDONLY | O_DIRECTORY))
        {
            return errno == EACCES ? find_below(overlays, path) : std::nullopt;
        }
    }
    const fs::path cfg = path / "left4dead2/cfg/server.cfg";
    if (!overlay.alias || open_place(cfg, O_RDONLY | O_NONBLOCK) || errno != EACCES)
    {
        return std::nullopt;
    }
    auto whole = find_below(overlays, path);
    auto file = find_below(overlays, cfg);
    return whole && file && !have_one_owner(*whole, *file) ? std::move(file) : std::move(whole);
}

std::optional<std::string> command_for(const Found& closed, const fs::path& overlays)
{
    const auto status = what_is_known_of(closed.itself);
    if (!status || !(S_ISDIR(status->stx_mode) || S_ISREG(status->stx_mode)) ||
        !is_below(closed.path, overlays))
    {
        return std::nullopt;
    }
    const std::string word = shell_word(closed.path.string());
    const passwd* const user = ::getpwnam(paths::kUser);
    if (user != nullptr && user->pw_uid == status->stx_uid)
    {
        return "sudo -u " + std::string(paths::kUser) + " chmod -R u+rX " + word;
    }
    const std::string owner = status->stx_uid == 0 ? "" : "-u '#" + std::to_string(status->stx_uid) + "' ";
    const std::string what =
        identity_of(closed.itself) + ':' + closed.path.lexically_relative(overlays).string();
    return "sudo " + owner + "l4d2ctl doctor --open=" + shell_word(what);
}

/// The state root's, as it is called without symlinks; empty where it cannot be found.
fs::path path_of_overlays(const StateRoot& root)
{
    // Not where `overlays` leads: its owner may have made it a link to anywhere.
    const fs::path top = find(root.path()).path;
    return top.empty() ? top : top / root.overlays().filename();
}
} // namespace

std::string command_to_sort(const StateRoot& root, const std::string& ref,
                            const std::vector<std::string>& entries)
{
    const fs::path overlay = root.overlays() / ref;
    const auto status = what_is_known_of(open_place(overlay, O_PATH));
    const passwd* const user = is_private(root) ? ::getpwuid(::geteuid()) : ::getpwnam(paths::kUser);
    if (entries.empty() || user == nullptr || !status || status->stx_uid != user->pw_uid)
    {
        return by_owner(root, "ls -lb " + shell_word(overlay.string()));
    }
    std::string command = "sh -c 'cd \"$0\" && mkdir left4dead2 && mv \"$@\" left4dead2' ";
    command += shell_word(overlay.string());
    for (const std::string& entry : entries)
    {
        command += " " + shell_word(entry);
    }
    return by_owner(root, command);
}

std::optional<ClosedFile> closed_below(const StateRoot& root, const SpecOverlay& overlay,
                                       const TimeLimit& limit)
{
    const fs::path overlays = path_of_overlays(root);
    const auto found = overlays.empty() ? std::nullopt : find_below(overlays, overlays / overlay.ref);
    if (!found)
    {
        return std::nullopt;
    }
    const Directory whole{Fd(::fcntl(found->itself.get(), F_DUPFD_CLOEXEC, 0)), found->path};
    auto closed = first_closed_below(whole, limit);
    if (!closed)
    {
        return std::nullopt;
    }
    // Of an overlay of one owner all at once; in another's what is closed alone.
    const Found entry = found_by(std::move(closed->itself));
    const auto command = command_for(have_one_owner(*found, entry) ? *found : entry, overlays);
    return command ? std::optional(ClosedFile{closed->path, *command}) : std::nullopt;
}

std::optional<std::string> command_to_open(const StateRoot& root, const Spec& spec)
{
    const fs::path overlays = path_of_overlays(root);
    constexpr std::chrono::seconds kForHint{1};
    const TimeLimit limit(kForHint);
    for (const SpecOverlay& overlay : spec.overlays)
    {
        const auto closed = overlays.empty() ? std::nullopt : first_closed(overlays, overlay, limit);
        if (closed)
        {
            return command_for(*closed, overlays);
        }
    }
    return std::nullopt;
}
} // namespace left4me
