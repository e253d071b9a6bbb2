// What a generation takes of the disk.
#pragma once

#include "system/time_limit.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>

namespace left4me
{
struct Size
{
    std::uint64_t all = 0; ///< bytes allocated to its files
    std::uint64_t own = 0; ///< of these, what no other generation shares: freed when it is removed
};

/// nullopt when it cannot be read, or not within the limit. Shared are files with several names and extents
/// that the file system says are shared (FIEMAP).
[[nodiscard]] std::optional<Size> size_of(const std::filesystem::path& generation, const TimeLimit& limit);
} // namespace left4me
