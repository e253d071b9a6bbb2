// The kernel's mount table: for what the directory itself does not tell.
#pragma once

#include "common/fd.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace left4me
{
/// Whether a line of the table, proc_pid_mountinfo(5), is about the mount of this id and that is an overlay
/// of this source.
[[nodiscard]] bool is_overlay_in(std::string_view line, std::uint64_t id, const std::string& source);

/// Whether the descriptor is on an overlay of this source. Throws 71.
[[nodiscard]] bool is_overlay(const Fd& dir, const std::string& source);

/// The source of this instance's overlay, as findmnt(8) shows it.
[[nodiscard]] inline std::string source_of(const std::string& instance)
{
    return "left4me/" + instance;
}
} // namespace left4me
