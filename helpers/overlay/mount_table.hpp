// The kernel's mount table: for what the directory itself does not tell.
#pragma once

#include "common/fd.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace left4me
{
/// Whether a line of the table, proc_pid_mountinfo(5), is about the mount of this id and that is a whole
/// overlay whose source begins so. A space at the end stands for the source's own end.
[[nodiscard]] bool is_overlay_in(std::string_view line, std::uint64_t id, const std::string& start);

/// Whether the descriptor is on a mount of a whole overlay whose source begins so. Throws 71.
[[nodiscard]] bool is_overlay(const Fd& dir, const std::string& start);

/// How the source of each overlay of this instance begins, as findmnt(8) shows it; no other's begins so.
[[nodiscard]] inline std::string source_of(const std::string& instance)
{
    return "left4me/" + instance + '@';
}
} // namespace left4me
