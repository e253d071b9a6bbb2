// Whole small files.
#pragma once

#include "common/fd.hpp"

#include <optional>
#include <string>

namespace left4me
{
/// The text of a regular file of at most 64 KiB; nullopt for anything else. `act` is for the failure (71).
[[nodiscard]] std::optional<std::string> read_small_file(const Fd& file, const std::string& act);
} // namespace left4me
