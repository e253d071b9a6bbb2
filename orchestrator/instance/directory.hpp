// Directories held open, and whole files in them.
#pragma once

#include "left4me/fd.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace left4me
{
inline constexpr mode_t kPublicDirectory = 0755;
inline constexpr mode_t kPublicFile = 0644;
inline constexpr mode_t kPrivateFile = 0600; ///< for what can hold passwords

struct Directory
{
    Fd fd;
    std::filesystem::path path; ///< for messages

    [[nodiscard]] std::string shown(const std::string& entry) const { return (path / entry).string(); }
};

/// nullopt when there is nothing of that name. A symlink or a file is UserError(DataErr).
[[nodiscard]] std::optional<Directory> find_directory(const std::filesystem::path& path);

/// Makes the directory unless it is there, and sees to it that it has at least `mode`, whatever the umask.
[[nodiscard]] Directory make_directory(const Directory& parent, const std::string& name, mode_t mode);

/// As make_directory, for one of the state root's own directories such as instances/.
/// UserError(Config) when the state root itself is missing.
[[nodiscard]] Directory make_state_directory(const std::filesystem::path& path);

/// The whole regular file, or nullopt when there is none of that name. A symlink, another kind of file
/// and one larger than `limit` are UserError(DataErr); never blocks.
[[nodiscard]] std::optional<std::string> read_file(const Directory& dir, const std::string& name,
                                                   std::size_t limit);

/// Throws UserError where we are root and the owner of `dir` may not read the file: he can move another's
/// into his directory, and make use of what root says or sends of it.
void require_owner_reads(const Directory& dir, const Fd& file, const std::string& shown);

/// The rest of an open file that `shown` names; refuses as read_file does.
[[nodiscard]] std::string read_open_file(const Fd& file, const std::string& shown, std::size_t limit);

/// Replaces dir/name by a file of that text and mode, all or nothing, and survives a power cut.
/// Does nothing when exactly that is there already. The temporary lies in `scratch`, on the same file
/// system, and is removed by the next call if this one is killed.
void write_file(const Directory& scratch, const Directory& dir, const std::string& name,
                std::string_view text, mode_t mode);
void write_file(const Directory& dir, const std::string& name, std::string_view text, mode_t mode);

struct NewFile
{
    std::string name;
    std::string_view text;
    mode_t mode;
};

/// As write_file for several, in this order; none takes its place before all are on disk.
void write_files(const Directory& dir, const std::vector<NewFile>& files);

void sync_directory(const Directory& dir);
} // namespace left4me
