// steamapps/appmanifest_222860.acf: what Steam believes that it has installed.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace left4me
{
struct Manifest
{
    std::string build_id;
    bool whole = false; ///< StateFlags is 4, "fully installed", and nothing besides
    std::string branch; ///< of Steam's; public where none is named
};

/// nullopt when there is none or it cannot be read or understood.
[[nodiscard]] std::optional<Manifest> read_manifest(const std::filesystem::path& installation);

/// What keeps a tree from being an installation of the Linux server, as the end of a sentence; nullopt when
/// nothing does.
[[nodiscard]] std::optional<std::string> fault_of(const std::filesystem::path& installation);
} // namespace left4me
