// Whole small files, and what stat(2) knows of a descriptor.
#pragma once

#include "common/fd.hpp"

#include <optional>
#include <string>

#include <sys/stat.h>

namespace left4me
{
/// fstat(2); `act` is for the failure (71).
[[nodiscard]] struct stat look_at(const Fd& fd, const std::string& act);

/// The text of a regular file of at most 64 KiB; nullopt for anything else. `act` is for the failure (71).
[[nodiscard]] std::optional<std::string> read_small_file(const Fd& file, const std::string& act);
} // namespace left4me
