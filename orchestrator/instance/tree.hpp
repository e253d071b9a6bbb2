// Walking and removing trees of hostile content and any depth, with two descriptors. Inner header of this
// room.
#pragma once

#include "instance/directory.hpp"
#include "system/time_limit.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace left4me
{
/// Names in a directory, without "." and "..", the first `most` of them.
[[nodiscard]] std::vector<std::string> entries_of(const Directory& dir, std::size_t most = SIZE_MAX);

/// A place in a tree. It goes down by name without following a symlink or entering another mount, and up
/// again by "..", which it believes only when that is the directory it came from.
class TreeCursor
{
public:
    enum class Rights
    {
        AsFound,
        Force, ///< give ourselves read, write and search where a directory of ours lacks them
    };

    /// Stands in `base`, which must outlive the cursor.
    TreeCursor(const Directory& base, Rights rights, std::optional<TimeLimit> limit = {})
        : base_(base), rights_(rights), limit_(limit)
    {
    }

    /// UserError(TempFail) when the time is over: a directory may have any number of entries, and a tree that
    /// its owner rearranges meanwhile need not have an end.
    void go_on() const;

    /// False when there is no directory of that name (any more).
    /// UserError: TempFail for another mount, CantCreat or OsErr for a directory that does not open.
    bool enter(const std::string& name);

    /// Goes up; returns the name of the directory left. TempFail when it was moved meanwhile.
    std::string leave();

    [[nodiscard]] const Fd& here() const { return levels_.empty() ? base_.fd : here_; }

    /// The path of an entry here, for messages: printable, and not at full depth.
    [[nodiscard]] std::string shown(const std::string& entry) const;

private:
    struct Level
    {
        std::string name;
        dev_t device;
        ino_t inode;
    };

    [[nodiscard]] Level level_of(const Fd& dir, const std::string& name) const;
    void force_rights(const Fd& dir, const std::string& name) const;

    const Directory& base_;
    Rights rights_;
    std::optional<TimeLimit> limit_;
    Fd here_;
    std::vector<Level> levels_;
};

/// Throws as go_on() does.
[[nodiscard]] std::vector<std::string> entries_of(const TreeCursor& cursor);

/// Depth first from where the cursor stands, back to where it stood before it entered that directory.
/// `visit` is called in each directory and returns the names of those to enter from it; `left` gets the name
/// of each directory when all below it is done. Throws as go_on() does.
void walk(TreeCursor& cursor, const std::function<std::vector<std::string>()>& visit,
          const std::function<void(const std::string&)>& left);

/// Removes base/name, whatever it is and holds; nothing there is success. UserError: TempFail when a mount
/// is in the way or another adds entries meanwhile, CantCreat or OsErr with the path that cannot be removed.
void remove_tree(const Directory& base, const std::string& name);

/// What instances/NAME and runtime/NAME are called while they are removed: never taken for whole.
[[nodiscard]] std::string tombstone_of(std::string_view name);
} // namespace left4me
