// What the kernel says is mounted.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace left4me::test
{
struct Mount
{
    std::string id;
    std::string point;
    std::string options; // of this mount: nosuid, nodev
    std::string type;
    std::string source;
    std::string super_options; // of the file system: index=on, lowerdir=…
};

[[nodiscard]] std::vector<Mount> mount_table();

/// Everything mounted on exactly this path, the topmost last.
[[nodiscard]] std::vector<Mount> mounts_on(const std::filesystem::path& point);

/// Whether `option` is one of the comma-separated `options`.
[[nodiscard]] bool has_option(const std::string& options, const std::string& option);

/// The whole table as text: equal text, nothing mounted, unmounted or replaced meanwhile.
[[nodiscard]] std::string mount_table_text();
} // namespace left4me::test
