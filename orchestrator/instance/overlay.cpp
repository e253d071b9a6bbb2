#include "instance/overlay.hpp"

#include "instance/beneath.hpp"
#include "instance/failure.hpp"
#include "instance/overlay_refs.hpp"
#include "spec/nearest.hpp"
#include "spec/text.hpp"

#include <cerrno>
#include <chrono>
#include <system_error>

#include <fcntl.h>

namespace left4me
{
namespace
{
constexpr char kCfg[] = "/left4dead2/cfg/server.cfg";

// Without the name, which the subject has: in a command that somebody pastes a shell would expand it.
constexpr char kWayToOpen[] = " may not be read: its owner can open it, with l4d2ctl doctor --open OVERLAY";

std::string guess(const Directory& overlays, const std::string& ref)
{
    constexpr std::chrono::seconds kForHint{1};
    const std::vector<std::string> refs = overlay_refs(overlays, TimeLimit(kForHint));
    const auto renamed = renamed_overlay(ref, refs);
    return renamed ? "; was it renamed to " + shown(*renamed) + "?" : did_you_mean(ref, refs);
}

[[noreturn]] void refuse_overlay(const Directory& overlays, const Spec& spec, const SpecOverlay& overlay,
                                 int error)
{
    const std::string subject = "the overlay " + shown(overlay.ref);
    const std::string where = " below " + overlays.path.string();
    switch (error)
    {
    case ENOENT:
        refuse(spec.file, overlay.mark, subject + " does not exist" + where + guess(overlays, overlay.ref),
               Exit::NoInput);
    case EACCES:
        refuse(spec.file, overlay.mark, subject + where + kWayToOpen, Exit::NoPerm);
    case EXDEV:
        refuse(spec.file, overlay.mark,
               subject + " leads out of " + overlays.path.string() +
                   ": only relative symlinks within it may be used; left4me-spec(5) says how an overlay can "
                   "lie on "
                   "another disk");
    case ENOTDIR:
        refuse(spec.file, overlay.mark, subject + where + " is not a directory");
    case ELOOP:
        refuse(spec.file, overlay.mark, subject + where + " is a loop of symlinks");
    default:
        fail_to_read("open " + overlays.shown(overlay.ref), error);
    }
}
} // namespace

Directory open_overlays(const StateRoot& root)
{
    auto overlays = find_directory(root.overlays());
    if (!overlays)
    {
        throw UserError(Exit::NoInput, "there is no directory " + root.overlays().string());
    }
    return std::move(*overlays);
}

Directory open_overlay(const Directory& overlays, const Spec& spec, const SpecOverlay& overlay)
{
    Fd fd = open_beneath(overlays.fd, overlay.ref, O_RDONLY | O_DIRECTORY);
    if (!fd)
    {
        refuse_overlay(overlays, spec, overlay, errno);
    }
    return {std::move(fd), overlays.path / overlay.ref};
}

std::optional<std::string> read_overlay_cfg(const Directory& overlays, const Spec& spec,
                                            const SpecOverlay& overlay)
{
    const std::string path = overlay.ref + kCfg;
    const Fd file = open_beneath(overlays.fd, path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
    if (!file && (errno == ENOENT || errno == ENOTDIR))
    {
        return std::nullopt;
    }
    if (!file && errno == EXDEV)
    {
        refuse(spec.file, overlay.mark,
               overlays.shown(path) + " leads out of " + overlays.path.string() +
                   ": put the file itself there");
    }
    if (!file && errno == EACCES)
    {
        refuse(spec.file, overlay.mark, overlays.shown(path) + kWayToOpen, Exit::NoPerm);
    }
    if (!file)
    {
        fail_to_read("read " + overlays.shown(path), errno);
    }
    return read_open_file(file, overlays.shown(path), kCfgSizeLimit);
}
} // namespace left4me
