// Files as tests need them: whatever fails throws, so that a broken setup is never mistaken for a finding.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <sys/types.h>

namespace left4me::test
{
/// Passes a syscall's result through, or throws std::system_error for errno when it is negative.
long must(long result, const std::string& act);

[[nodiscard]] std::string read_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, std::string_view content);
void append_file(const std::filesystem::path& path, std::string_view content);

void give_to(const std::filesystem::path& path, uid_t owner);
void set_mode(const std::filesystem::path& path, mode_t mode);

/// A field of /proc/PID/status, such as CapPrm.
[[nodiscard]] std::string status_of(pid_t process, const std::string& field);

/// One line for each file below `directory`: path, mode, owner, size or target, content. Equal text, equal
/// trees.
[[nodiscard]] std::string fingerprint(const std::filesystem::path& directory);
} // namespace left4me::test
