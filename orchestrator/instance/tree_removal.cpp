#include "instance/failure.hpp"
#include "instance/tree.hpp"

#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

namespace left4me
{
namespace
{
/// Returns false for a directory.
bool remove_file(const TreeCursor& cursor, const std::string& name)
{
    if (::unlinkat(cursor.here().get(), name.c_str(), 0) == 0 || errno == ENOENT)
    {
        return true;
    }
    if (errno == EISDIR)
    {
        return false;
    }
    fail_to_write("remove " + cursor.shown(name), errno);
}

void remove_empty(const TreeCursor& cursor, const std::string& name)
{
    if (::unlinkat(cursor.here().get(), name.c_str(), AT_REMOVEDIR) == 0 || errno == ENOENT)
    {
        return;
    }
    if (errno == ENOTEMPTY || errno == EBUSY)
    {
        throw UserError(Exit::TempFail, "cannot remove " + cursor.shown(name) +
                                            ": another process writes or mounts there; end it and try again");
    }
    fail_to_write("remove " + cursor.shown(name), errno);
}

/// Removes the files and returns the names of the directories.
std::vector<std::string> remove_files(const TreeCursor& cursor)
{
    std::vector<std::string> names = entries_of(cursor);
    std::erase_if(names, [&](const std::string& name) { return remove_file(cursor, name); });
    return names;
}
} // namespace

void remove_tree(const Directory& base, const std::string& name)
{
    TreeCursor cursor(base, TreeCursor::Rights::Force);
    if (remove_file(cursor, name) || !cursor.enter(name))
    {
        return;
    }
    walk(
        cursor, [&] { return remove_files(cursor); },
        [&](const std::string& emptied) { remove_empty(cursor, emptied); });
}

std::string tombstone_of(std::string_view name)
{
    return ".removing-" + std::string(name);
}
} // namespace left4me
