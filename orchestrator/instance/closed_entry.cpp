#include "instance/closed_entry.hpp"

#include "instance/beneath.hpp"
#include "instance/overlay.hpp"
#include "instance/tree.hpp"
#include "left4me/error.hpp"

#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace left4me
{
namespace
{
bool may_read(const Fd& entry, mode_t mode)
{
    const int wanted = S_ISDIR(mode) ? R_OK | X_OK : R_OK;
    return ::faccessat(entry.get(), "", wanted, AT_EMPTY_PATH | AT_EACCESS) == 0;
}

/// Looks into one directory of an overlay after the other, for the first thing that may not be read.
class Search
{
public:
    explicit Search(const TreeCursor& cursor) : cursor_(cursor) {}

    /// Returns the names of the directories to go on with.
    std::vector<std::string> look()
    {
        std::vector<std::string> directories;
        for (const std::string& name : found_ ? std::vector<std::string>() : entries_of(cursor_))
        {
            if (const auto mode = mode_of_readable(name); mode && S_ISDIR(*mode))
            {
                directories.push_back(name);
            }
        }
        return directories;
    }

    std::optional<ClosedEntry> found() { return std::move(found_); }

private:
    /// nullopt for what may not be read, and for what is neither directory nor file.
    std::optional<mode_t> mode_of_readable(const std::string& name)
    {
        struct stat status = {};
        Fd entry = open_on_same_mount(cursor_.here(), name, O_PATH | O_NOFOLLOW);
        if (!entry || ::fstat(entry.get(), &status) != 0 ||
            !(S_ISDIR(status.st_mode) || S_ISREG(status.st_mode)))
        {
            return std::nullopt;
        }
        if (!may_read(entry, status.st_mode))
        {
            found_ = ClosedEntry{std::move(entry), cursor_.shown(name)};
            return std::nullopt;
        }
        return status.st_mode;
    }

    const TreeCursor& cursor_;
    std::optional<ClosedEntry> found_;
};
} // namespace

std::optional<ClosedEntry> first_closed_below(const Directory& overlay, const TimeLimit& limit)
{
    TreeCursor cursor(overlay, TreeCursor::Rights::AsFound, limit);
    Search search(cursor);
    try
    {
        if (cursor.enter("."))
        {
            walk(
                cursor, [&] { return search.look(); }, [](const std::string& /*name*/) {});
        }
    }
    catch (const UserError&) // no time, or somebody moves it about
    {
    }
    return search.found();
}

std::optional<std::string> first_closed_file(const StateRoot& root, const Spec& spec, const TimeLimit& limit)
{
    if (spec.overlays.empty())
    {
        return std::nullopt;
    }
    const Directory overlays = open_overlays(root);
    for (const SpecOverlay& overlay : spec.overlays)
    {
        const auto closed = first_closed_below(open_overlay(overlays, spec, overlay), limit);
        if (closed)
        {
            return closed->path;
        }
    }
    return std::nullopt;
}
} // namespace left4me
